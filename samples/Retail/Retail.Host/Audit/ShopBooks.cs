using Microsoft.EntityFrameworkCore;
using Retail.Billing;
using Retail.Checkout;
using Retail.Host.Services;
using Retail.Host.Storage;
using Retail.Ordering;
using Retail.Ordering.Lines;
using Retail.Ordering.Orders;
using Retail.Ordering.Returns;

namespace Retail.Host.Audit;

/// <summary>What the services' databases say. Sums are made here, not in SQL: see <see cref="SqliteStorage"/>.</summary>
internal sealed class ShopBooks(IShopStorage storage)
{
    /// <summary>How far the services have come. Two equal values mean that nothing has happened in between.</summary>
    public async Task<BooksProgress> Progress(CancellationToken cancellationToken)
    {
        await using var ordering = new OrderingDb(OptionsOf<OrderingDb>());
        await using var checkout = new CheckoutDb(OptionsOf<CheckoutDb>());
        await using var billing = new BillingDb(OptionsOf<BillingDb>());

        var openOrders = ordering.Orders
            .Where(order => order.Status == OrderStatus.Placed || order.Status == OrderStatus.Paid)
            .Select(order => order.Number);
        var openReturns = ordering.Returns
            .Where(returned => returned.Status == ReturnStatus.Accepted || returned.Status == ReturnStatus.StockReturned)
            .Select(returned => returned.Number);
        var open = await openOrders.Union(openReturns).ToListAsync(cancellationToken);

        return new BooksProgress(
            open.ToHashSet(),
            await checkout.StockMovements.CountAsync(cancellationToken),
            await billing.Invoices.CountAsync(cancellationToken) + await billing.CreditNotes.CountAsync(cancellationToken));
    }

    /// <summary>The ledgers of the given orders and returns; whatever else the databases hold belongs to somebody else.</summary>
    public async Task<IReadOnlyList<Ledger>> Ledgers(IReadOnlySet<string> numbers, CancellationToken cancellationToken)
    {
        await using var ordering = new OrderingDb(OptionsOf<OrderingDb>());
        await using var checkout = new CheckoutDb(OptionsOf<CheckoutDb>());
        await using var billing = new BillingDb(OptionsOf<BillingDb>());

        Ledger[] all =
        [
            .. await OrderLedgers(ordering, cancellationToken),
            .. await ReturnLedgers(ordering, cancellationToken),
            .. await RejectionLedgers(ordering, cancellationToken),
            .. await CheckoutLedgers(checkout, cancellationToken),
            .. await BillingLedgers(billing, cancellationToken),
        ];
        return [.. all.Select(ledger => new Ledger(ledger.Name, [.. ledger.Entries.Where(entry => numbers.Contains(entry.OrderNumber))]))];
    }

    private static async Task<Ledger[]> OrderLedgers(OrderingDb db, CancellationToken cancellationToken)
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

    private static async Task<Ledger[]> ReturnLedgers(OrderingDb db, CancellationToken cancellationToken)
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

    private static async Task<Ledger[]> RejectionLedgers(OrderingDb db, CancellationToken cancellationToken)
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

    private static async Task<Ledger[]> CheckoutLedgers(CheckoutDb db, CancellationToken cancellationToken)
    {
        var movements = (await db.StockMovements.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(
            movement => movement.OrderNumber.StartsWith('C'),
            movement => new LedgerEntry(movement.OrderNumber, movement.LineNumber, $"{movement.StockCode} {movement.Quantity:+0;-0}", 0));
        var payments = await db.Payments.AsNoTracking().ToListAsync(cancellationToken);

        return
        [
            new(LedgerNames.StockTaken, [.. movements[false]]),
            new(LedgerNames.StockBack, [.. movements[true]]),
            new(LedgerNames.Payments, [.. payments.Select(payment => new LedgerEntry(payment.OrderNumber, 0, "", payment.Amount))]),
        ];
    }

    private static async Task<Ledger[]> BillingLedgers(BillingDb db, CancellationToken cancellationToken)
    {
        var invoices = await db.Invoices
            .Select(invoice => new { invoice.OrderNumber, invoice.Amount, Lines = invoice.Lines.Count })
            .ToListAsync(cancellationToken);
        var notes = await db.CreditNotes.AsNoTracking().ToListAsync(cancellationToken);

        return
        [
            new(LedgerNames.Invoices,
                [.. invoices.Select(invoice => new LedgerEntry(invoice.OrderNumber, 0, $"{invoice.Lines} lines", invoice.Amount))]),
            new(LedgerNames.CreditNotes, [.. notes.Select(note => new LedgerEntry(note.OrderNumber, 0, "", note.Amount))]),
        ];
    }

    private DbContextOptions<TDb> OptionsOf<TDb>() where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        storage.Configure(options, ServiceModules.All.Single(module => module.Context == typeof(TDb)));
        return options.Options;
    }
}
