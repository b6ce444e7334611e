using System.Collections.Concurrent;
using System.Net.Http.Json;
using EdaKit.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.AcceptanceTests.Shop;

/// <summary>The shop is at version 2 of its main contract. A publisher and a listener of version 1 have not been deployed yet: they know that and nothing newer.</summary>
[Collection(ShopScenarios.Name)]
public sealed class When_old_and_new_services_run_together(RunningShop shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Should_give_new_orders_to_the_old_listener_and_old_orders_to_the_new_services()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await shop.EverythingUp(cancellationToken);
        var heard = new ConcurrentQueue<OrderPlacedV1>();
        await using var old = await StartOldServices(heard, cancellationToken);
        await using var invoiced = await RecordedMessages.Of("retail.invoice-issued", shop.Rabbit, cancellationToken);

        await PlaceWithNewOrdering("7601", cancellationToken);
        await old.GetRequiredService<IBus>().Publish(OldOrder("7602"), cancellationToken);

        await Wait.Until("both orders are invoiced", Patience, () => Task.FromResult(invoiced.About("7601") == 1 && invoiced.About("7602") == 1), cancellationToken);
        await Wait.Until("the old listener has heard of both", Patience, () => Task.FromResult(heard.Count == 2), cancellationToken);
        Assert.Equal(["7601", "7602"], heard.Select(order => order.OrderNumber).Order(StringComparer.Ordinal));
        Assert.Equal(new OldLine(1, "LAMP", "Desk lamp", 1, 12.50m), Assert.Single(heard.First(order => order.OrderNumber == "7601").Lines));
        await shop.AssertNothingSetAside(cancellationToken);
        Assert.Equal(0, await shop.CountMessages("old-listener_error", cancellationToken) + await shop.CountMessages("old-listener_skipped", cancellationToken));
    }

    private async Task<ServiceProvider> StartOldServices(ConcurrentQueue<OrderPlacedV1> heard, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMassTransit(x =>
        {
            x.AddEdaKit(eda => eda.Contracts.Add<OrderPlacedV1>());
            x.AddHandler((OrderPlacedV1 order) =>
            {
                heard.Enqueue(order);
                return Task.CompletedTask;
            }).Endpoint(e => e.Name = "old-listener");
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(shop.Rabbit);
                bus.UseEdaKit(context);
                bus.ConfigureEndpoints(context);
            });
        });

        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IBusControl>().StartAsync(cancellationToken);
        return provider;
    }

    private async Task PlaceWithNewOrdering(string number, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = shop.Ordering.Address };
        using var response = await http.PutAsJsonAsync(
            $"/orders/{number}",
            new { Lines = (object[])[new { StockCode = "LAMP", Description = "Desk lamp", Quantity = 1, UnitPrice = 12.50m }] },
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static OrderPlacedV1 OldOrder(string number) => new(number, null, DateTime.UtcNow, [new(1, "LAMP", "Desk lamp", 1, 12.50m)]);

    [EventContract("retail.order-placed", version: 1)]
    public sealed record OrderPlacedV1([property: BusinessKey] string OrderNumber, string? CustomerId, DateTime PlacedAt, IReadOnlyList<OldLine> Lines);

    public sealed record OldLine(int LineNumber, string StockCode, string Description, int Quantity, decimal UnitPrice);
}
