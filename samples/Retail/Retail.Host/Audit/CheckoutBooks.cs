using Microsoft.EntityFrameworkCore;
using Retail.Checkout;

namespace Retail.Host.Audit;

/// <summary>What checkout's database says.</summary>
internal sealed class CheckoutBooks(CheckoutDb db)
{
    public Task<int> CountStockMovements(CancellationToken cancellationToken) => db.StockMovements.CountAsync(cancellationToken);

    public async Task<IEnumerable<Ledger>> Ledgers(CancellationToken cancellationToken)
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
}
