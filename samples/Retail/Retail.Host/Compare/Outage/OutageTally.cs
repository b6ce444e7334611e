using Retail.Host.Compare.Shops;

namespace Retail.Host.Compare.Outage;

/// <summary>What became of the orders that were sent while billing went down and came back.</summary>
internal sealed record OutageTally
{
    /// <summary>An invoice that comes later than this is late.</summary>
    public static readonly TimeSpan OnTime = TimeSpan.FromSeconds(1);

    public required int Sent { get; init; }

    /// <summary>The customer was told that his order is taken.</summary>
    public required int Taken { get; init; }

    /// <summary>Not taken, and nothing had been done for it.</summary>
    public required int Refused { get; init; }

    /// <summary>Not taken, after something had been done for it: nobody wanted that.</summary>
    public required int Cancelled { get; init; }

    /// <summary>Taken or not, some of it is done and some is not, and nobody is at work on it any more.</summary>
    public required int HalfDone { get; init; }

    /// <summary>Taken, and there is no invoice.</summary>
    public required int Lost { get; init; }

    /// <summary>Taken, and the invoice came later than <see cref="OnTime"/>.</summary>
    public required int Delayed { get; init; }

    /// <summary>The longest time from an order to its invoice; null where there is no invoice at all.</summary>
    public required TimeSpan? LongestDelay { get; init; }

    /// <summary>Counts. An order that the books do not know was refused.</summary>
    public static OutageTally Of(int sent, IReadOnlyCollection<OrderFate> fates)
    {
        var taken = fates.Where(fate => fate.Taken).ToList();
        var cancelled = fates.Count(fate => !fate.Taken && fate.Touched);
        return new OutageTally
        {
            Sent = sent,
            Taken = taken.Count,
            Refused = sent - taken.Count - cancelled,
            Cancelled = cancelled,
            HalfDone = fates.Count(fate => fate.HalfDone),
            Lost = taken.Count(fate => fate.InvoicedAfter is null),
            Delayed = taken.Count(fate => fate.InvoicedAfter > OnTime),
            LongestDelay = taken.Max(fate => fate.InvoicedAfter),
        };
    }
}
