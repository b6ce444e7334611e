namespace EdaKit.EntityFrameworkCore.Gauges;

/// <summary>By which times an <see cref="ObservedCount{TCount}"/> goes.</summary>
public static class ObservedTimes
{
    /// <summary>At most how often it counts: every 10 seconds.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an observer is thought to be there after an observation: 2 minutes. Collectors commonly come once a minute.</summary>
    public static TimeSpan Attention { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How old a count may be to be shown: 30 seconds. What is older says nothing, and a gap is more honest than a line that goes on.</summary>
    public static TimeSpan Freshness { get; } = TimeSpan.FromSeconds(30);
}
