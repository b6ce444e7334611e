using EdaKit.Flow;
using EdaKit.Outbox;
using Microsoft.EntityFrameworkCore;
using Retail.Contracts;

namespace Retail.Ordering.Orders;

/// <summary>
/// Stores an order and announces it, in one transaction: there is never an order that nobody hears of, nor an event about an order that
/// was not stored.
/// </summary>
[Publishes<OrderPlaced>(Sometimes = true)]
internal sealed class PlaceOrder(OrderingDb db, IOutbox<OrderingDb> outbox, TimeProvider clock)
{
    /// <summary>Places the order, or finds the one that already has this number: sending an order twice is safe.</summary>
    public async Task<Order> Handle(string number, OrderRequest request, CancellationToken cancellationToken)
    {
        if (await Find(number, cancellationToken) is { } known)
            return known;

        var order = Order.From(number, request, clock.GetUtcNow().UtcDateTime);
        db.Orders.Add(order);

        // The outbox only notes the event here. It leaves for the broker after SaveChanges has committed it beside the order.
        if (order.Status == OrderStatus.Placed)
            await outbox.Publish(order.ToOrderPlaced(), cancellationToken);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return order;
        }
        catch (DbUpdateException)
        {
            // Two requests with the same number ran side by side and the primary key let one through. The other answers with it.
            db.ChangeTracker.Clear();
            if (await Find(number, cancellationToken) is { } winner)
                return winner;
            throw;
        }
    }

    /// <summary>The order with its rejected lines, or null.</summary>
    public Task<Order?> Find(string number, CancellationToken cancellationToken) => db.Orders
        .AsNoTracking()
        .SingleOrDefaultAsync(order => order.Number == number, cancellationToken);
}
