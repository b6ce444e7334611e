using Retail.Host.TradingDays;

namespace Retail.Host.Replay;

/// <summary>
/// Lets a replay take the time that the day took, divided by a speed: the shop's clock shows the time of the first invoice when the pace is
/// made, and runs so many times faster than real time. Without a speed nothing ever waits. Safe for concurrent use.
/// </summary>
internal sealed class ReplayPace(IReadOnlyList<DayInvoice> invoices, double? speed, TimeProvider clock)
{
    /// <summary>A timer cannot be set for more than 49 days, and a slow replay of a year would ask for it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly DateTime _first = invoices.Select(invoice => invoice.Time).FirstOrDefault();
    private readonly DateTime _last = invoices.Select(invoice => invoice.Time).DefaultIfEmpty().Max();
    private readonly long _started = clock.GetTimestamp();

    /// <summary>What the shop's clock shows; it stops at the last invoice. Null without a speed.</summary>
    public DateTime? ShopClock => speed is null ? null : _first.AddSeconds(Math.Min(ShopSeconds, Math.Max(0, SecondsTo(_last))));

    private double ShopSeconds => clock.GetElapsedTime(_started).TotalSeconds * speed!.Value;

    /// <summary>Returns when the shop's clock shows the time; at once where that has passed: an invoice may be out of order.</summary>
    public async Task UntilDue(DateTime time, CancellationToken cancellationToken)
    {
        if (speed is not { } factor)
            return;

        while (SecondsTo(time) - ShopSeconds is > 0 and var missing)
        {
            // A timer may ring a moment early; one more millisecond saves a round in vain.
            var wait = Math.Min((missing / factor) + 0.001, LongestWait.TotalSeconds);
            await Task.Delay(TimeSpan.FromSeconds(wait), clock, cancellationToken);
        }
    }

    private double SecondsTo(DateTime time) => (time - _first).TotalSeconds;
}
