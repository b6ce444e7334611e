namespace Insurance.Tests.Support;

/// <summary>The same lives, with the agents' cards, the audit trail and many snapshots beside them. Tests leave all as it is.</summary>
public sealed class LivesWithReaders() : Lives(new AuditedOffice { Snapshots = new() { Every = SnapshotsEvery } })
{
    public const int SnapshotsEvery = 5;

    public AuditedOffice Office => (AuditedOffice)Insurer;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Office.CardAsync(Guid.Empty, await Office.LastPositionAsync());
        await Office.FollowAsync();
    }
}
