using Microsoft.EntityFrameworkCore;
using Retail.Ordering;
using Retail.Ordering.Lines;
using Retail.Ordering.Orders;
using Retail.Ordering.Returns;

namespace Retail.Host.Audit;

/// <summary>What ordering's database says.</summary>
internal sealed class OrderingBooks(OrderingDb db)
{
    /// <summary>The orders that ordering does not know to be invoiced yet, and the returns that it does not know to be credited.</summary>
    public Task<List<string>> OpenNumbers(CancellationToken cancellationToken)
    {
        var openOrders = db.Orders
            .Where(order => order.Status == OrderStatus.Placed || order.Status == OrderStatus.Paid)
            .Select(order => order.Number);
        var openReturns = db.Returns
            .Where(returned => returned.Status == ReturnStatus.Accepted || returned.Status == ReturnStatus.StockReturned)
            .Select(returned => returned.Number);
        return openOrders.Union(openReturns).ToListAsync(cancellationToken);
    }

    /// <summary>The returns that must cost a customer points: a pound or more of what came back had been bought here.</summary>
    public async Task<IEnumerable<string>> ReturnsThatCostPoints(CancellationToken cancellationToken)
    {
        var lines = await db.ReturnLines
            .Where(line => line.PurchaseNumber != null)
            .Select(line => new { line.OrderNumber, line.Quantity, line.UnitPrice })
            .ToListAsync(cancellationToken);
        return lines.GroupBy(line => line.OrderNumber)
            .Where(returned => returned.Sum(line => line.Quantity * line.UnitPrice) >= 1)
            .Select(returned => returned.Key);
    }

    public async Task<IEnumerable<Ledger>> Ledgers(CancellationToken cancellationToken) =>
    [
        .. await OrderLedgers(cancellationToken),
        .. await ReturnLedgers(cancellationToken),
        .. await RejectionLedgers(cancellationToken),
    ];

    private async Task<Ledger[]> OrderLedgers(CancellationToken cancellationToken)
    {
        var placed = await db.Orders.Where(order => order.Status != OrderStatus.Rejected).AsNoTracking().ToListAsync(cancellationToken);
        var orders = placed.ToLookup(
            order => order.CustomerId is null,
            order => new LedgerEntry(order.Number, 0, order.Status.ToString().ToLowerInvariant(), order.Total));

        var guests = placed.Where(order => order.CustomerId is null).Select(order => order.Number).ToHashSet();
        var lines = (await db.OrderLines.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(
            line => guests.Contains(line.OrderNumber),
            line => new LedgerEntry(line.OrderNumber, line.LineNumber, line.StockCode, line.Quantity * line.UnitPrice));

        return
        [
            new(LedgerNames.CustomerOrders, [.. orders[false]]),
            new(LedgerNames.GuestOrders, [.. orders[true]]),
            new(LedgerNames.CustomerLines, [.. lines[false]]),
            new(LedgerNames.GuestLines, [.. lines[true]]),
        ];
    }

    private async Task<Ledger[]> ReturnLedgers(CancellationToken cancellationToken)
    {
        var returns = await db.Returns.Where(returned => returned.Status != ReturnStatus.Rejected).AsNoTracking()
            .ToListAsync(cancellationToken);
        var lines = (await db.ReturnLines.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(
            line => line.PurchaseNumber is not null,
            line => new LedgerEntry(line.OrderNumber, line.LineNumber, line.StockCode, line.Quantity * line.UnitPrice));

        return
        [
            new(LedgerNames.Returns, [.. returns.Select(returned =>
                new LedgerEntry(returned.Number, 0, returned.Status.ToString().ToLowerInvariant(), returned.Total))]),
            new(LedgerNames.MatchedReturnLines, [.. lines[true]]),
            new(LedgerNames.UnmatchedReturnLines, [.. lines[false]]),
        ];
    }

    private async Task<Ledger[]> RejectionLedgers(CancellationToken cancellationToken)
    {
        var ofOrders = await db.Orders.AsNoTracking().SelectMany(order => order.RejectedLines).ToListAsync(cancellationToken);
        var ofReturns = await db.Returns.AsNoTracking().SelectMany(returned => returned.RejectedLines).ToListAsync(cancellationToken);
        var rejected = ofOrders.Concat(ofReturns).ToLookup(
            line => line.Reason,
            line => new LedgerEntry(line.OrderNumber, line.LineNumber, line.StockCode, 0));

        return
        [
            new(LedgerNames.RejectedForQuantity, [.. rejected[RejectionReason.QuantityNotPositive]]),
            new(LedgerNames.RejectedForPrice, [.. rejected[RejectionReason.PriceNotPositive]]),
        ];
    }
}
