using EdaKit.Outbox.Tests.Support;
using EdaKit.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Tests.Relay;

/// <summary>Servers of its own: it stops them.</summary>
public sealed class When_a_server_is_gone
{
    [Fact]
    public async Task Should_keep_messages_while_the_broker_is_down_and_send_each_when_it_is_back()
    {
        await using var broker = await RabbitMqServer.StartAsync();
        using var place = new Place(await TestStore.CreateAsync(StoreKind.PostgreSql), new TestTransport(TransportKind.RabbitMq, await broker.CreateVirtualHostAsync()));
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = o =>
            {
                o.Relay.SendTimeout = TimeSpan.FromSeconds(3);
                o.Relay.MaxBackOff = TimeSpan.FromSeconds(2);
                o.Relay.MaxAttempts = 2;
            };
        });
        await PublishAsync(app, "before");
        await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);

        await broker.StopAsync();
        for (var i = 0; i < 30; i++)
            await PublishAsync(app, $"{i}");

        // The relay has noticed, and noticed again.
        await Eventually.IsAsync(true, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == 1103) >= 2));
        Assert.Equal(30, await app.CountRecordsAsync());

        await broker.StartAgainAsync();

        var seen = await app.Received.WaitForAsync<Seen<OrderPlaced>>(all => all.Select(s => s.Message.OrderNumber).Distinct().Count() == 31);
        await Eventually.IsAsync(0, app.CountRecordsAsync);

        // Nobody counted the outage against a record, and the log was not flooded.
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id is 1107 or 1108);
        Assert.InRange(app.Log.Entries.Count(entry => entry.Category.StartsWith("EdaKit", StringComparison.Ordinal) && entry.Level >= LogLevel.Warning), 2, 40);
        Assert.Contains(app.Log.Entries, entry => entry.Id.Id == 1104);
    }

    [Fact]
    public async Task Should_go_on_when_the_database_is_back()
    {
        await using var database = await PostgreSqlServer.StartAsync(new() { Durable = false });
        var connection = await database.CreateDatabaseAsync("outage");
        using var place = new Place(new TestStore(options => options.UseNpgsql(connection), null), await TestTransport.CreateAsync(TransportKind.InMemory));
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.BeforeEdaKit = (_, bus) => bus.UseMessageRetry(retry => retry.Interval(100, TimeSpan.FromMilliseconds(200)));
            c.Outbox = o => o.Relay.MaxBackOff = TimeSpan.FromSeconds(1);
        });
        await PublishAsync(app, "before");
        await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);

        await database.KillAsync();
        await Eventually.IsAsync(true, () => Task.FromResult(app.Log.Entries.Any(entry => entry.Id.Id == 1105)));
        await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(app, "refused"));

        await database.StartAgainAsync();
        await Eventually.IsAsync(true, () => Task.FromResult(app.Log.Entries.Any(entry => entry.Id.Id == 1106)));
        await PublishAsync(app, "after");

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(all => all.Any(s => s.Message.OrderNumber == "after"));
        Assert.DoesNotContain(app.Received.Of<Seen<OrderPlaced>>(), s => s.Message.OrderNumber == "refused");
    }

    private static Task PublishAsync(TestApp app, string number) => app.InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced(number));
        await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
    });
}
