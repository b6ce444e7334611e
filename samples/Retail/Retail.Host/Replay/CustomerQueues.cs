using Retail.Host.TradingDays;

namespace Retail.Host.Replay;

/// <summary>
/// Sends several customers' invoices side by side, and each customer's one after the other in the order of the file, so that a return
/// never overtakes the purchase it refers to.
/// </summary>
internal static class CustomerQueues
{
    public const int Count = 4;

    public static Task SendAll(
        IReadOnlyList<DayInvoice> invoices, OrderingClient ordering, ReplayPace pace, Action sent, CancellationToken cancellationToken)
    {
        var queues = invoices.GroupBy(QueueOf);
        return Task.WhenAll(queues.Select(async queue =>
        {
            foreach (var invoice in queue)
            {
                await pace.UntilDue(invoice.Time, cancellationToken);
                await ordering.Send(invoice, cancellationToken);
                sent();
            }
        }));
    }

    /// <summary>Guests know no order among themselves, so their invoice number serves.</summary>
    private static int QueueOf(DayInvoice invoice)
    {
        var key = invoice.CustomerId ?? invoice.Number;
        return key.Aggregate(0, (hash, letter) => ((hash * 31) + letter) & 0xFFFF) % Count;
    }
}
