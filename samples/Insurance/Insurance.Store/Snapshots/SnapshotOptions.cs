namespace Insurance.Store.Snapshots;

/// <summary>How often the state of a policy is kept beside its events.</summary>
public sealed record SnapshotOptions
{
    /// <summary>
    /// After how many events of a policy; at least 1. A policy with fewer is replayed from its first event on, which costs little, and others read so
    /// many events at the most, and as many more as have come since the last command.
    /// </summary>
    public int Every { get; init; } = 100;
}
