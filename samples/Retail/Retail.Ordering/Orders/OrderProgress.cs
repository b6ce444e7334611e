using Microsoft.EntityFrameworkCore;

namespace Retail.Ordering.Orders;

/// <summary>The one way in which an order's status changes.</summary>
internal static class OrderProgress
{
    /// <summary>
    /// Moves the order to a status unless it is already further. The comparison is made by the database in the update itself: two events
    /// about one order may be handled at the same moment, and reading first would let the slower one turn an invoiced order back to paid.
    /// </summary>
    public static Task MoveOrderForward(
        this OrderingDb db, string number, OrderStatus status, CancellationToken cancellationToken) => db.Orders
            .Where(order => order.Number == number && order.Status < status)
            .ExecuteUpdateAsync(update => update.SetProperty(order => order.Status, status), cancellationToken);
}
