namespace EdaKit.Benchmarks.Workloads;

/// <summary>What else lies in EdaKit's outbox table during a run.</summary>
internal enum Ballast
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A million parked records.</summary>
    Parked,

    /// <summary>A million rows that were deleted just before, and that PostgreSQL cannot clear away: a transaction is open that could still see them.</summary>
    Dead,
}
