using Retail.Host.Measuring;

namespace Retail.Host.Burst;

/// <summary>What a rush hour has shown.</summary>
/// <param name="Profile">The day.</param>
/// <param name="Billings">How many processes of billing shared the work.</param>
/// <param name="Sent">Every order as its customer saw it.</param>
/// <param name="Depth">How many orders waited for their invoices, over time.</param>
/// <param name="DrainedAt">When the backlog of the burst was gone.</param>
/// <param name="WithoutInvoice">Orders that have none at the end; there must be no such order.</param>
/// <param name="InvoicesByProcess">How many messages each billing process has handled.</param>
internal sealed record BurstResult(
    BurstProfile Profile,
    int Billings,
    IReadOnlyList<OrderSent> Sent,
    IReadOnlyList<DepthSample> Depth,
    TimeSpan DrainedAt,
    IReadOnlyList<string> WithoutInvoice,
    IReadOnlyList<int> InvoicesByProcess)
{
    public int MostWaiting => Depth.Max(sample => sample.Depth);

    /// <summary>From the end of the burst until no more waited than arrives in a second of a normal day.</summary>
    public TimeSpan DrainTime => DrainedAt - Profile.BurstEnd;

    /// <summary>Invoices a second from the beginning of the burst until its backlog was gone: what billing can do.</summary>
    public double InvoiceRate
    {
        get
        {
            var busy = Depth.Where(sample => sample.At >= Profile.Before && sample.At <= DrainedAt).ToList();
            return (busy[^1].Invoiced - busy[0].Invoiced) / (busy[^1].At - busy[0].At).TotalSeconds;
        }
    }

    /// <summary>Every order has its invoice, and every process has had its share of the work.</summary>
    public bool IsRight => WithoutInvoice.Count == 0 && InvoicesByProcess.All(count => count > 0);

    /// <summary>How long the customers of a part of the day waited for an answer; null where there were none.</summary>
    public Latencies? Responses(BurstPhase phase) =>
        Sent.Where(order => Profile.PhaseAt(order.DueAt) == phase).Select(order => order.Response).ToList() is { Count: > 0 } responses
            ? Latencies.Of(responses)
            : null;
}
