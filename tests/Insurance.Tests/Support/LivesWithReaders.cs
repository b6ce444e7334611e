namespace Insurance.Tests.Support;

/// <summary>The same lives, with the agents' cards and the audit trail beside them. Tests leave all as it is.</summary>
public sealed class LivesWithReaders() : Lives(new AuditedOffice())
{
    public AuditedOffice Office => (AuditedOffice)Insurer;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Office.CardAsync(Guid.Empty, await Office.LastPositionAsync());
        await Office.FollowAsync();
    }
}
