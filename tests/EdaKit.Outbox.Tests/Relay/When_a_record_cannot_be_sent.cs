using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class When_a_record_cannot_be_sent
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_hold_up_no_other_and_park_after_its_attempts(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = o =>
            {
                o.Relay.MaxAttempts = 3;
                o.Relay.MinBackOff = TimeSpan.FromMilliseconds(50);
                o.Relay.PollInterval = TimeSpan.FromMilliseconds(100);
            };
        });

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();

            // At the head of the queue: records of which nothing can be made.
            db.AddRange(Enumerable.Range(0, 5).Select(_ => Poison()));
            await db.SaveChangesAsync();

            var publish = scope.GetRequiredService<IPublishEndpoint>();
            for (var i = 0; i < 50; i++)
                await publish.Publish(new OrderPlaced($"{i}"));
            await db.SaveChangesAsync();
        });

        var seen = await app.Received.WaitForAsync<Seen<OrderPlaced>>(50);
        Assert.Equal(50, seen.Select(s => s.Message.OrderNumber).Distinct().Count());

        await Eventually.IsAsync(5, () => app.QueryAsync(db => db.Set<OutboxRecord>().CountAsync(record => record.ParkedAt != null)));
        var parked = await app.QueryAsync(db => db.Set<OutboxRecord>().AsNoTracking().ToListAsync());
        Assert.All(parked, record =>
        {
            Assert.Null(record.AvailableAt);
            Assert.Null(record.ClaimedBy);
            Assert.Equal(3, record.Attempts);
            Assert.NotEmpty(record.LastError!);
        });

        // The relay writes its log after the table.
        await Eventually.IsAsync(5, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == 1108)));
    }

    [Fact]
    public async Task Should_be_sent_after_all_when_it_is_resumed_as_the_runbook_says()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = o => o.Relay.MaxAttempts = 1;
        });

        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"), context => context.Delay = TimeSpan.FromHours(1));
            var db = scope.GetRequiredService<ShopDb>();
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlRawAsync("update edakit_outbox set available_at = null, parked_at = 1, attempts = 1");
        });

        await app.InScopeAsync(scope => scope.GetRequiredService<ShopDb>().Database.ExecuteSqlRawAsync(
            "update edakit_outbox set available_at = 0, parked_at = null, attempts = 0, last_error = null where parked_at is not null"));

        Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
    }

    private static OutboxRecord Poison() => new()
    {
        Id = NewId.NextSequentialGuid(),
        MessageId = NewId.NextGuid(),
        Destination = "nowhere://at/all",
        MessageTypes = "urn:message:tests:poison",
        ContentType = "application/json",
        Body = "{}"u8.ToArray(),
        Properties = "{}",
        AvailableAt = 0,
    };
}
