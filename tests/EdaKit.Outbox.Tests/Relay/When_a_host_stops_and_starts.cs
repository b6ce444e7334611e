using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class When_a_host_stops_and_starts
{
    [Fact]
    public async Task Should_send_what_the_last_process_left()
    {
        using var place = await Place.CreateAsync();

        await using (var first = await TestApp.StartAsync(place, c => c.Outbox = o => o.Relay.Enabled = false))
        {
            await first.InScopeAsync(async scope =>
            {
                for (var i = 0; i < 20; i++)
                    await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced($"{i}"));
                await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
            });
        }

        await using var second = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        Assert.Equal(20, (await second.Received.WaitForAsync<Seen<OrderPlaced>>(20)).Count);
        await Eventually.IsAsync(0, second.CountRecordsAsync);
    }

    [Fact]
    public async Task Should_leave_no_lease_behind_when_it_stops_in_order()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);

        await using (var first = await TestApp.StartAsync(place, _ => { }))
        {
            await first.InScopeAsync(async scope =>
            {
                for (var i = 0; i < 2000; i++)
                    await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced($"{i}"));
                await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
            });
        }

        // A lease lasts a minute; what is free at once was released.
        await using var second = await TestApp.StartAsync(place, _ => { });
        await Eventually.IsAsync(0, second.CountRecordsAsync, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Should_relay_in_one_of_several_processes_each_record_once()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var watching = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = o => o.Relay.PollInterval = TimeSpan.FromMilliseconds(20);
        });
        await using var other = await TestApp.StartAsync(place, c => c.Outbox = o => o.Relay.PollInterval = TimeSpan.FromMilliseconds(20));

        foreach (var app in new[] { watching, other })
        {
            await app.InScopeAsync(async scope =>
            {
                for (var i = 0; i < 500; i++)
                    await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced($"{i}"));
                await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
            });
        }

        await watching.Received.WaitForAsync<Seen<OrderPlaced>>(1000);
        await Eventually.IsAsync(0, watching.CountRecordsAsync);
        Assert.Equal(1000, watching.Received.Of<Seen<OrderPlaced>>().Select(seen => seen.Context.MessageId).Distinct().Count());
        Assert.DoesNotContain(watching.Log.Entries, entry => entry.Id.Id == 1201);
    }
}
