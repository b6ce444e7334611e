namespace Retail.Host.Burst;

/// <summary>A day with a rush hour: how many orders come, and when.</summary>
/// <param name="NormalRate">Orders a second on a normal day.</param>
/// <param name="BurstRate">Orders a second in the burst.</param>
/// <param name="Before">How long the normal rate lasts before the burst.</param>
/// <param name="Burst">How long the burst lasts.</param>
/// <param name="BillingWork">How long billing takes over one invoice, in each process one after the other: what makes it a bottleneck.</param>
internal sealed record BurstProfile(double NormalRate, double BurstRate, TimeSpan Before, TimeSpan Burst, TimeSpan BillingWork)
{
    /// <summary>Ten times the normal rate, four times what one billing process can do.</summary>
    public static BurstProfile Full { get; } = new(5, 50, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(80));

    /// <summary>The same in small, to see that it works; too short for figures.</summary>
    public static BurstProfile Quick { get; } = new(3, 30, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(80));

    public TimeSpan BurstEnd => Before + Burst;

    /// <summary>How many orders should have been sent at a time after the start.</summary>
    public int OrdersDueAt(TimeSpan time)
    {
        var normal = time < Before ? time : Before + (time > BurstEnd ? time - BurstEnd : TimeSpan.Zero);
        var burst = time < Before ? TimeSpan.Zero : (time < BurstEnd ? time : BurstEnd) - Before;
        return (int)((normal.TotalSeconds * NormalRate) + (burst.TotalSeconds * BurstRate));
    }

    /// <summary>When an order is due to be sent, after the start; the first one is order 0. The inverse of <see cref="OrdersDueAt"/>.</summary>
    public TimeSpan DueAt(int order)
    {
        var (before, burst) = (Before.TotalSeconds * NormalRate, Burst.TotalSeconds * BurstRate);
        var count = order + 1;
        var seconds = Math.Min(count, before) / NormalRate
            + (Math.Clamp(count - before, 0, burst) / BurstRate)
            + (Math.Max(count - before - burst, 0) / NormalRate);
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>The part of the day that a time belongs to.</summary>
    public BurstPhase PhaseAt(TimeSpan time) =>
        time < Before ? BurstPhase.Before : time < BurstEnd ? BurstPhase.Burst : BurstPhase.After;
}
