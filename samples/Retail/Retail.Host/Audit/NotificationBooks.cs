using Microsoft.EntityFrameworkCore;
using Retail.Notification;

namespace Retail.Host.Audit;

/// <summary>What notification's database says.</summary>
internal sealed class NotificationBooks(NotificationDb db)
{
    /// <summary>The orders and returns whose customers were told.</summary>
    public Task<List<string>> Numbers(CancellationToken cancellationToken) =>
        db.Confirmations.Select(confirmation => confirmation.OrderNumber).ToListAsync(cancellationToken);

    public async Task<IEnumerable<Ledger>> Ledgers(CancellationToken cancellationToken)
    {
        var told = await db.Confirmations.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            new(LedgerNames.Notifications,
                [.. told.Select(confirmation => new LedgerEntry(confirmation.OrderNumber, 0, confirmation.Recipient, 0))]),
        ];
    }
}
