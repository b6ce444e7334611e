namespace EdaKit.Audit.Workers;

/// <summary>What auditor and worker agree on.</summary>
internal static class WorkerOrder
{
    public const string Pace = "pace";
    public const string Jump = "jump";
    public const string Slow = "slow";
    public const string Die = "die";
    public const string Stop = "stop";

    /// <summary>How long a worker owns its lanes after it was last heard of.</summary>
    public static readonly TimeSpan LaneLease = TimeSpan.FromSeconds(3);

    /// <summary>How long a worker owns a record without a lane.</summary>
    public static readonly TimeSpan RecordLease = TimeSpan.FromSeconds(6);
}
