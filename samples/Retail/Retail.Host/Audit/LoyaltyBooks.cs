using Microsoft.EntityFrameworkCore;
using Retail.Loyalty;

namespace Retail.Host.Audit;

/// <summary>What loyalty's database says.</summary>
internal sealed class LoyaltyBooks(LoyaltyDb db)
{
    /// <summary>The orders and returns for which points were booked.</summary>
    public Task<List<string>> Numbers(CancellationToken cancellationToken) =>
        db.PointsEntries.Select(entry => entry.OrderNumber).ToListAsync(cancellationToken);

    public async Task<IEnumerable<Ledger>> Ledgers(CancellationToken cancellationToken)
    {
        var entries = await db.PointsEntries.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            new(LedgerNames.LoyaltyPoints,
                [.. entries.Select(entry => new LedgerEntry(entry.OrderNumber, 0, entry.CustomerId, entry.Points))], LedgerUnit.Points),
        ];
    }
}
