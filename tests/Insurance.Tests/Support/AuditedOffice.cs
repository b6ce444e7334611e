using EdaKit.TestSupport;
using Insurance.Audit;

namespace Insurance.Tests.Support;

/// <summary>An office with an audit trail, which follows when a test wants it to.</summary>
public sealed class AuditedOffice : AgentOffice
{
    public AuditTrail Trail => new(Database);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Trail.CreateTablesAsync(CancellationToken.None);
    }

    /// <summary>Seals everything that is in the store by now.</summary>
    public async Task FollowAsync()
    {
        var last = await LastPositionAsync();
        await Eventually.IsAsync(true, async () =>
        {
            await Trail.GoOnAsync(CancellationToken.None);
            return await CountAsync("audit.head where position >= @last", new { last }) == 1;
        });
    }
}
