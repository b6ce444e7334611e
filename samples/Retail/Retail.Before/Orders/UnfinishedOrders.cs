using Microsoft.EntityFrameworkCore;
using Retail.Before.Chain;

namespace Retail.Before.Orders;

/// <summary>
/// Puts right what an earlier process left: orders that it was working on when it died, and orders that it could not undo. Runs before the
/// API listens, so that no order is under way at the same time.
/// </summary>
internal sealed class UnfinishedOrders(OrdersDb db, OrderChain chain)
{
    public async Task Undo(CancellationToken cancellationToken)
    {
        var unfinished = await db.Orders
            .Where(order => order.Status == OrderStatus.Processing || order.Status == OrderStatus.HalfDone)
            .ToListAsync(cancellationToken);

        foreach (var order in unfinished)
        {
            order.EndWith(await chain.UndoAll(order, "it was interrupted", cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
