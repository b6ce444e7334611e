using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace EdaKit.Outbox.Tests.Relay;

public sealed class When_a_record_cannot_be_sent
{
    private const int BrokerUnavailable = 1103;

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

    /// <summary>Such records were taken for an outage, never counted, and closed the relay to all others.</summary>
    [Theory]
    [InlineData("full", "basic.nack")]
    [InlineData("other", "inequivalent arg 'type'")]
    public async Task Should_park_what_the_broker_refuses_and_hold_up_no_other(string destination, string reason)
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await DeclareWhatRefusesAsync(place.Transport.VirtualHost!);
        await using var app = await StartOnRabbitMqAsync(place, maxInFlight: 4);

        await SendAsync(app, destination, count: 8);
        await app.InScopeAsync(async scope =>
        {
            for (var i = 0; i < 50; i++)
                await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced($"{i}"));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(all => all.Select(s => s.Message.OrderNumber).Distinct().Count() == 50);
        Assert.All(await ParkedAsync(app, 8), record =>
        {
            Assert.Equal((2, true), (record.Attempts, record.Destination.Contains(destination, StringComparison.Ordinal)));
            Assert.Contains(reason, record.LastError, StringComparison.Ordinal);
        });
        await Eventually.IsAsync(8, app.CountRecordsAsync);
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id == BrokerUnavailable);
    }

    /// <summary>The broker closes the channel over it, under all that are on their way at that time, and who it was shows the second time.</summary>
    [Fact]
    public async Task Should_park_what_the_broker_closes_the_channel_over()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await StartOnRabbitMqAsync(place, maxInFlight: 100);

        // RabbitMQ lets nobody send in another's name.
        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("refused"),
                context => ((RabbitMqSendContext)context).BasicProperties.UserId = "somebody else");
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        var parked = Assert.Single(await ParkedAsync(app, 1));
        Assert.Contains("406 PRECONDITION_FAILED - user_id", parked.LastError, StringComparison.Ordinal);

        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("good"));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });
        Assert.Equal("good", Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1)).Message.OrderNumber);
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id == BrokerUnavailable);
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

    private static Task<TestApp> StartOnRabbitMqAsync(Place place, int maxInFlight) => TestApp.StartAsync(place, c =>
    {
        c.Consumers = x => x.AddConsumer<WatchOrders>();
        c.Outbox = outbox => (outbox.Relay.MaxAttempts, outbox.Relay.MaxInFlight, outbox.Relay.MinBackOff, outbox.Relay.PollInterval) =
            (2, maxInFlight, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
    });

    /// <summary>A queue that is full and rejects, and an exchange of another type than MassTransit makes.</summary>
    private static async Task DeclareWhatRefusesAsync(Uri virtualHost)
    {
        await using var connection = await new ConnectionFactory { Uri = virtualHost }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        await channel.ExchangeDeclareAsync("other", ExchangeType.Direct, durable: true);
        await channel.ExchangeDeclareAsync("full", ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync("full", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 0, ["x-overflow"] = "reject-publish" });
        await channel.QueueBindAsync("full", "full", routingKey: "");
    }

    private static Task SendAsync(TestApp app, string exchange, int count) => app.InScopeAsync(async scope =>
    {
        var endpoint = await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new Uri($"exchange:{exchange}"));
        for (var i = 0; i < count; i++)
            await endpoint.Send(new OrderNoted($"{i}"));
        await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
    });

    private static async Task<List<OutboxRecord>> ParkedAsync(TestApp app, int count)
    {
        await Eventually.IsAsync(count, () => app.QueryAsync(db => db.Set<OutboxRecord>().CountAsync(record => record.ParkedAt != null)));
        return await app.QueryAsync(db => db.Set<OutboxRecord>().AsNoTracking().Where(record => record.ParkedAt != null).ToListAsync());
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
