namespace Insurance.Tests.Support;

/// <summary>An office that keeps a snapshot after every fourth event.</summary>
public sealed class OfficeWithSnapshots : AgentOffice
{
    public OfficeWithSnapshots() => Snapshots = new() { Every = 4 };
}
