using Microsoft.EntityFrameworkCore;
using Retail.Before.Chain;

namespace Retail.Before.Orders;

/// <summary>Stores an order, has every service do its part, and notes how that ended.</summary>
internal sealed class PlaceOrder(OrdersDb db, OrderChain chain, BeforeSettings settings, TimeProvider clock)
{
    /// <summary>Places the order, or finds the one that already has this number: sending an order twice is safe.</summary>
    public async Task<Order> Handle(string number, OrderRequest request, CancellationToken cancellationToken)
    {
        if (await Find(number, cancellationToken) is { } known)
            return known;

        if (settings.ApiWork > TimeSpan.Zero)
            await Task.Delay(settings.ApiWork, clock, cancellationToken);

        // Stored before the first call: if this process dies in between, the next one finds the order and undoes it.
        var order = Order.From(number, request, clock.GetUtcNow().UtcDateTime);
        if (await AddOrFindWinner(order, cancellationToken) is { } winner)
            return winner;

        order.EndWith(await chain.Run(order, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return order;
    }

    /// <summary>The order, or null.</summary>
    public Task<Order?> Find(string number, CancellationToken cancellationToken) => db.Orders
        .AsNoTracking()
        .SingleOrDefaultAsync(order => order.Number == number, cancellationToken);

    /// <summary>Null when the order was added; otherwise the order that was there first.</summary>
    private async Task<Order?> AddOrFindWinner(Order order, CancellationToken cancellationToken)
    {
        db.Orders.Add(order);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException)
        {
            // Two requests with the same number ran side by side and the primary key let one through. The other answers with it.
            db.ChangeTracker.Clear();
            if (await Find(order.Number, cancellationToken) is { } winner)
                return winner;
            throw;
        }
    }
}
