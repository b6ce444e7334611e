using EdaKit.Outbox;
using Microsoft.EntityFrameworkCore;
using Orders.Contracts;

namespace Orders.Ordering;

/// <summary>Stores an order and begins its saga, in one transaction.</summary>
internal sealed class TakeOrder(OrderingDb db, IOutbox<OrderingDb> outbox)
{
    /// <summary>Takes the order, or finds that it is there: sending an order twice is safe, also when its saga is removed by then and would begin anew.</summary>
    public async Task HandleAsync(PlaceOrder order, CancellationToken cancellationToken)
    {
        if (await IsKnownAsync(order.OrderId, cancellationToken))
            return;

        db.Orders.Add(new() { Id = order.OrderId });
        await outbox.Publish(order, cancellationToken);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two requests with the same id ran side by side and the primary key let one through.
            db.ChangeTracker.Clear();
            if (!await IsKnownAsync(order.OrderId, cancellationToken))
                throw;
        }
    }

    private Task<bool> IsKnownAsync(Guid id, CancellationToken cancellationToken) => db.Orders.AnyAsync(order => order.Id == id, cancellationToken);
}
