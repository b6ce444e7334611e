using Retail.Host.TradingDays;

namespace Retail.Host.Replay;

/// <summary>
/// Sends several customers' invoices side by side, and each customer's one after the other in the order of the file, so that a return
/// never overtakes the purchase it refers to.
/// </summary>
internal static class CustomerQueues
{
    public const int Count = 4;

    /// <summary>Sends all of them. The first that ordering does not take ends the other queues too.</summary>
    public static Task SendAll(
        IReadOnlyList<DayInvoice> invoices, OrderingClient ordering, ReplayPace pace, Action sent, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            invoices.GroupBy(QueueOf),
            new ParallelOptions { MaxDegreeOfParallelism = Count, CancellationToken = cancellationToken },
            async (queue, token) =>
            {
                foreach (var invoice in queue)
                {
                    await pace.UntilDue(invoice.Time, token);
                    await ordering.Send(invoice, token);
                    sent();
                }
            });

    /// <summary>Guests know no order among themselves, so their invoice number serves.</summary>
    private static int QueueOf(DayInvoice invoice)
    {
        var key = invoice.CustomerId ?? invoice.Number;
        return key.Aggregate(0, (hash, letter) => ((hash * 31) + letter) & 0xFFFF) % Count;
    }
}
