namespace Retail.Host.Measuring;

/// <summary>How long something took, many times over.</summary>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P95">95 of 100 took no longer.</param>
internal sealed record Latencies(TimeSpan P50, TimeSpan P95)
{
    /// <summary>Percentiles by nearest rank: each is a time that was really measured.</summary>
    public static Latencies Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count > 0
            ? new Latencies(sorted[RankOf(50, sorted.Count)], sorted[RankOf(95, sorted.Count)])
            : throw new ArgumentException("There is no percentile of no times. Measure something first.", nameof(times));
    }

    private static int RankOf(int percent, int count) => (((percent * count) + 99) / 100) - 1;
}
