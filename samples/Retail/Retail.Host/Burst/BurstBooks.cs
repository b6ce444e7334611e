using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Retail.Billing;
using Retail.Host.Audit;
using Retail.Ordering;
using Samples.Hosting.Storage;

namespace Retail.Host.Burst;

/// <summary>Looks at the books of ordering and billing while the shop is busy.</summary>
internal sealed class BurstBooks(PostgreSqlStorage storage)
{
    public async Task<DepthSample> Look(Stopwatch clock, CancellationToken cancellationToken)
    {
        await using var ordering = new OrderingDb(storage.OptionsOf<OrderingDb>());
        await using var billing = new BillingDb(storage.OptionsOf<BillingDb>());

        // Invoices first: an order that comes in between counts as waiting, and never as invoiced before it was placed.
        var invoiced = await billing.Invoices.CountAsync(cancellationToken);
        var placed = await ordering.Orders.CountAsync(cancellationToken);
        return new DepthSample(clock.Elapsed, placed, invoiced);
    }

    /// <summary>The orders that have no invoice. No order can have two: its number is the invoices' key.</summary>
    public async Task<IReadOnlyList<string>> WithoutInvoice(CancellationToken cancellationToken)
    {
        await using var ordering = new OrderingDb(storage.OptionsOf<OrderingDb>());
        await using var billing = new BillingDb(storage.OptionsOf<BillingDb>());

        var invoiced = await billing.Invoices.Select(invoice => invoice.OrderNumber).ToListAsync(cancellationToken);
        var placed = await ordering.Orders.Select(order => order.Number).ToListAsync(cancellationToken);
        return [.. placed.Except(invoiced)];
    }
}
