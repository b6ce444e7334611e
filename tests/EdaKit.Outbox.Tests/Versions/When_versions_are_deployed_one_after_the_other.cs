using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Versions;

/// <summary>Publishers and consumers of three versions of a contract, in each combination, with messages that wait wherever messages wait.</summary>
public sealed class When_versions_are_deployed_one_after_the_other
{
    private const string Queue = "shipments";
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    public static TheoryData<int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            for (var publisher = 1; publisher <= Shipments.Newest; publisher++)
            {
                for (var consumer = 1; consumer <= Shipments.Newest; consumer++)
                    pairs.Add(publisher, consumer);
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Should_handle_each_message_once_that_waits_in_outbox_queue_or_schedule(int publisher, int consumer)
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);

        // The queue is there, and its consumer is not: what is published now waits in it.
        await (await StartAsync(place, consumer, consumes: true, relays: false)).DisposeAsync();
        await using (var writing = await StartAsync(place, publisher, relays: false, emitsFor: consumer))
            await PublishAsync(writing, publisher, "left in the outbox");
        await using var publishing = await StartAsync(place, publisher, relays: true, emitsFor: consumer);
        await PublishAsync(publishing, publisher, "waiting in the queue");
        await Eventually.IsAsync(2, () => Servers.CountMessagesAsync(place.Transport.VirtualHost!, Queue));
        await ScheduleAsync(publishing, publisher, "scheduled");

        await using var consuming = await StartAsync(place, consumer, consumes: true, relays: false);

        await AssertAsync(consuming);
        Assert.Null(await Servers.CountMessagesAsync(place.Transport.VirtualHost!, $"{Queue}_skipped"));
        Assert.Null(await Servers.CountMessagesAsync(place.Transport.VirtualHost!, $"{Queue}_error"));
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task Should_handle_each_message_once_in_memory_too(int publisher, int consumer)
    {
        using var place = await Place.CreateAsync();
        await using (var writing = await StartAsync(place, publisher, relays: false, emitsFor: consumer))
            await PublishAsync(writing, publisher, "left in the outbox");

        await using var app = await StartAsync(place, Math.Max(publisher, consumer), relays: true, emitsFor: consumer, publishes: publisher, consumes: true, consumesAs: consumer);
        await PublishAsync(app, publisher, "waiting in the queue");
        await ScheduleAsync(app, publisher, "scheduled");

        await AssertAsync(app);
    }

    [Fact]
    public async Task Should_keep_in_the_error_queue_what_came_too_early()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var consuming = await StartAsync(place, version: 1, consumes: true, relays: false);
        await using var publishing = await StartAsync(place, version: 3, relays: true);

        await PublishAsync(publishing, 3, "not pinned");

        await Eventually.IsAsync(1, () => Servers.CountMessagesAsync(place.Transport.VirtualHost!, $"{Queue}_error"));
        Assert.Null(await Servers.CountMessagesAsync(place.Transport.VirtualHost!, $"{Queue}_skipped"));
        Assert.Equal(0, await consuming.CountInboxAsync());
    }

    private static async Task AssertAsync(TestApp app)
    {
        var handled = await app.Received.WaitForAsync<string>(3);
        Assert.Equal(["left in the outbox by Hermes", "scheduled by Hermes", "waiting in the queue by Hermes"], handled.Order(StringComparer.Ordinal));
        await Eventually.IsAsync(3, app.CountOrdersAsync);
        await Eventually.IsAsync(3, app.CountInboxAsync);
    }

    private static Task PublishAsync(TestApp app, int version, string number) => app.InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<IPublishEndpoint>().Publish(Shipments.Of(version, number));
        await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
    });

    private static Task ScheduleAsync(TestApp app, int version, string number) => app.InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<IMessageScheduler>().SchedulePublish(DateTime.UtcNow + Soon, Shipments.Of(version, number));
        await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
    });

    private static Task<TestApp> StartAsync(Place place, int version, bool relays, bool consumes = false, int emitsFor = Shipments.Newest, int? publishes = null, int? consumesAs = null) =>
        TestApp.StartAsync(place, c =>
        {
            c.UseDefaultEdaKit = false;
            c.Consumers = x =>
            {
                x.AddEdaKit(eda =>
                {
                    Shipments.Register(eda.Contracts, version);
                    Shipments.Pin(eda.Contracts, publishes ?? version, emitsFor);
                    eda.UseOutbox<ShopDb>(outbox =>
                    {
                        outbox.Relay.Enabled = relays;
                        outbox.Relay.PollInterval = TimeSpan.FromMilliseconds(100);
                    });
                });

                if (!consumes)
                    return;

                switch (consumesAs ?? version)
                {
                    case 1:
                        x.AddConsumer<NoteV1>().Endpoint(e => e.Name = Queue);
                        break;
                    case 2:
                        x.AddConsumer<NoteV2>().Endpoint(e => e.Name = Queue);
                        break;
                    default:
                        x.AddConsumer<NoteV3>().Endpoint(e => e.Name = Queue);
                        break;
                }
            };
        });

    public sealed class NoteV1(ShopDb db, Received received) : IConsumer<ShipmentSentV1>
    {
        public Task Consume(ConsumeContext<ShipmentSentV1> context) => Note(db, received, context.Message.Number, context.Message.Carrier);
    }

    public sealed class NoteV2(ShopDb db, Received received) : IConsumer<ShipmentSentV2>
    {
        public Task Consume(ConsumeContext<ShipmentSentV2> context) => Note(db, received, context.Message.Number, context.Message.CarrierName);
    }

    public sealed class NoteV3(ShopDb db, Received received) : IConsumer<ShipmentSentV3>
    {
        public Task Consume(ConsumeContext<ShipmentSentV3> context) => Note(db, received, context.Message.Number, context.Message.CarrierName);
    }

    private static Task Note(ShopDb db, Received received, string number, string carrier)
    {
        db.Orders.Add(new Order { Number = number });
        received.Add($"{number} by {carrier}");
        return Task.CompletedTask;
    }
}
