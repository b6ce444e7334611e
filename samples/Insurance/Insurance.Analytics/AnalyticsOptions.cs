namespace Insurance.Analytics;

/// <summary>Where analytics are, and the bounds of the work on them.</summary>
public sealed record AnalyticsOptions
{
    /// <summary>DuckDB's file. It is made where it is missing; one process at a time can have it open.</summary>
    public required string File { get; init; }

    /// <summary>How many events go into one transaction at the most. Default 10,000.</summary>
    public int BatchSize { get; init; } = 10_000;

    /// <summary>
    /// How many policies are kept in memory, to go on from. Beyond that all are let go, and read again out of their events when something happens to
    /// them. Default 50,000, which takes about 300 MB.
    /// </summary>
    public int PoliciesInMemory { get; init; } = 50_000;

    /// <summary>How long to wait where nothing is new. Default 100 ms; analytics are behind by so much at least.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(100);
}
