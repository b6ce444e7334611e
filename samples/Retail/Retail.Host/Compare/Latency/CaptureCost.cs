using EdaKit.Outbox;
using Microsoft.EntityFrameworkCore;
using Retail.Host.Measuring;
using Retail.Host.Services;
using Retail.Ordering;
using Retail.Ordering.Lines;
using Retail.Ordering.Orders;
using Samples.Hosting;
using Samples.Hosting.Storage;
using Samples.Hosting.Transport;

namespace Retail.Host.Compare.Latency;

/// <summary>What it costs to store an order's event beside the order, with no working time and nobody listening.</summary>
/// <param name="WithEvent">Storing an order and its event, as ordering does.</param>
/// <param name="WithoutEvent">Storing the same order in the same file, with no outbox in the process's way.</param>
internal sealed record CaptureCost(Latencies WithEvent, Latencies WithoutEvent)
{
    /// <summary>The first of them pay for compilation and are not counted.</summary>
    private const int WarmUp = 50;

    public TimeSpan Median => WithEvent.P50 - WithoutEvent.P50;

    /// <summary>Stores pairs of orders in turns, one with its event and one without.</summary>
    public static async Task<CaptureCost> Measure(
        string folder, CompareScale scale, Action<int> stored, TimeProvider clock, CancellationToken cancellationToken)
    {
        var storage = new SqliteStorage(folder);
        var module = ServiceModules.Named(OrderingModule.Name);

        // Built and not started: the relay must not send while its neighbour is being timed.
        await using var withOutbox = await ShopHost.Build(
            new ShopSettings([module], storage, new InMemoryTransport(), ListenAddress.AnyFreePort), cancellationToken);
        await using var withoutOutbox = new ServiceCollection()
            .AddDbContext<OrderingDb>(options => storage.Configure(options, module.Name))
            .BuildServiceProvider();

        var (with, without) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < WarmUp + scale.CapturePairs; i++)
        {
            var withEvent = await Store(withOutbox.Services, $"E{i}", withEvent: true, clock, cancellationToken);
            var withoutEvent = await Store(withoutOutbox, $"N{i}", withEvent: false, clock, cancellationToken);
            stored(1);

            if (i < WarmUp)
                continue;
            with.Add(withEvent);
            without.Add(withoutEvent);
        }

        return new CaptureCost(Latencies.Of(with), Latencies.Of(without));
    }

    private static async Task<TimeSpan> Store(
        IServiceProvider services, string number, bool withEvent, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = new OrderRequest("17850", "United Kingdom", null, [new RequestedLine("85123A", "Lantern", 6, 2.55m)]);
        var started = clock.GetTimestamp();

        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<OrderingDb>();
            var order = Order.From(number, request, clock.GetUtcNow().UtcDateTime);
            db.Orders.Add(order);
            if (withEvent)
                await scope.ServiceProvider.GetRequiredService<IOutbox<OrderingDb>>().Publish(order.ToOrderPlaced(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return clock.GetElapsedTime(started);
    }
}
