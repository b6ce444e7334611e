using System.Collections.Concurrent;
using EdaKit.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.AcceptanceTests.Shop;

/// <summary>A publisher and a listener of orders that know version 1 of the shop's main contract and nothing newer.</summary>
internal sealed class OldServices : IAsyncDisposable
{
    public const string Queue = "old-listener";

    private readonly ServiceProvider _services;

    private OldServices(ServiceProvider services)
    {
        _services = services;
    }

    /// <summary>The orders that the listener has heard of.</summary>
    public ConcurrentQueue<OrderPlacedV1> Heard => _services.GetRequiredService<ConcurrentQueue<OrderPlacedV1>>();

    private IBusControl Bus => _services.GetRequiredService<IBusControl>();

    public static async Task<OldServices> Start(Uri rabbit, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<ConcurrentQueue<OrderPlacedV1>>();
        services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda => eda.Contracts.Add<OrderPlacedV1>());
            x.AddHandler((OrderPlacedV1 order, ConcurrentQueue<OrderPlacedV1> heard) =>
            {
                heard.Enqueue(order);
                return Task.CompletedTask;
            }).Endpoint(e => e.Name = Queue);
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(rabbit);
                bus.UseEdaKit(context);
                bus.ConfigureEndpoints(context);
            });
        });

        var old = new OldServices(services.BuildServiceProvider());
        await old.Bus.StartAsync(cancellationToken);
        return old;
    }

    /// <summary>Publishes an order of one desk lamp, as version 1 has it.</summary>
    public Task Place(string number, CancellationToken cancellationToken) =>
        Bus.Publish(new OrderPlacedV1(number, null, DateTime.UtcNow, [new(1, "LAMP", "Desk lamp", 1, 12.50m)]), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // The container does not stop a bus, and one that goes on would take what other scenarios place.
        await Bus.StopAsync(TimeSpan.FromSeconds(20));
        await _services.DisposeAsync();

        // A bus started after a disposed one in the same flow would log to the disposed one's loggers.
        LogContext.Current = null;
    }
}

[EventContract("retail.order-placed", version: 1)]
public sealed record OrderPlacedV1([property: BusinessKey] string OrderNumber, string? CustomerId, DateTime PlacedAt, IReadOnlyList<OldLine> Lines);

public sealed record OldLine(int LineNumber, string StockCode, string Description, int Quantity, decimal UnitPrice);
