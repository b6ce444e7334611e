using EdaKit.Outbox.Tests.Support;
using MassTransit;

namespace EdaKit.Outbox.Tests.Inbox;

public sealed class When_a_batch_is_consumed
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_handle_every_message_once_although_some_come_twice(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => AddBatch(x));
        var ids = Enumerable.Range(0, 20).Select(_ => NewId.NextGuid()).ToList();

        foreach (var round in Enumerable.Range(0, 3))
            await Task.WhenAll(ids.Select((id, i) => app.Bus.Publish(new OrderPlaced($"{i}"), context => context.MessageId = id)));

        await Eventually.IsAsync(20, app.CountOrdersAsync);
        await Eventually.IsAsync(20, app.CountInboxAsync);
        await app.Bus.Publish(new OrderPlaced("last"));
        await Eventually.IsAsync(21, app.CountOrdersAsync);
        Assert.Equal(21, await app.CountInboxAsync());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Should_not_let_a_bad_message_spoil_the_rest(bool withRetry)
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x =>
            {
                AddBatch(x);
                x.AddConsumer<WatchFaults>();
            };
            if (withRetry)
                c.BeforeEdaKit = (_, bus) => bus.UseMessageRetry(retry => retry.Immediate(2));
        });

        await app.Bus.PublishBatch(Enumerable.Range(0, 10).Select(i => new OrderPlaced(i == 6 ? "bad" : $"{i}")));

        var fault = Assert.Single(await app.Received.WaitForAsync<Fault<OrderPlaced>>(1));
        Assert.Equal("bad", fault.Message.OrderNumber);
        await Eventually.IsAsync(9, app.CountOrdersAsync);
        await Eventually.IsAsync(1L, async () => await Servers.CountMessagesAsync(place.Transport.VirtualHost!, "batch_error") ?? 0);
        await Eventually.IsAsync(0L, async () => await Servers.CountMessagesAsync(place.Transport.VirtualHost!, "batch") ?? 0);
    }

    [Fact]
    public async Task Should_get_its_messages_beside_another_consumer_of_them()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            AddBatch(x);
            x.AddConsumer<WatchOrders>().Endpoint(e => e.Name = "batch");
        });

        await app.Bus.PublishBatch(Enumerable.Range(0, 3).Select(i => new OrderPlaced($"{i}")));

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(3);
        await Eventually.IsAsync(3, app.CountOrdersAsync);
        Assert.Equal(6, await app.CountInboxAsync());
    }

    [Fact]
    public async Task Should_capture_what_is_published_through_a_message_of_it()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<PublishesThroughItsMessages>();
            x.AddConsumer<WatchNotes>();
            x.AddConsumer<WatchFaults>();
        });

        await app.Bus.Publish(new OrderPlaced("bad"));
        await app.Received.WaitForAsync<Fault<OrderPlaced>>(1);
        await app.Bus.Publish(new OrderPlaced("good"));

        var notes = await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        Assert.Equal("good", Assert.Single(notes).Message.OrderNumber);
        Assert.NotNull(notes[0].Context.GetCausationId());
    }

    private static void AddBatch(IBusRegistrationConfigurator x) =>
        x.AddConsumer<NoteOrders>(consumer => consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(10).SetTimeLimit(TimeSpan.FromMilliseconds(200))))
            .Endpoint(e => e.Name = "batch");

    public sealed class PublishesThroughItsMessages : IConsumer<Batch<OrderPlaced>>
    {
        public async Task Consume(ConsumeContext<Batch<OrderPlaced>> context)
        {
            foreach (var message in context.Message)
                await message.Publish(new OrderNoted(message.Message.OrderNumber));

            if (context.Message.Any(message => message.Message.OrderNumber == "bad"))
                throw new InvalidOperationException("a bad one");
        }
    }

    public sealed class NoteOrders(ShopDb db) : IConsumer<Batch<OrderPlaced>>
    {
        public Task Consume(ConsumeContext<Batch<OrderPlaced>> context)
        {
            foreach (var message in context.Message)
            {
                if (message.Message.OrderNumber == "bad")
                    throw new InvalidOperationException("a bad one");

                db.Orders.Add(new Order { Number = message.Message.OrderNumber });
            }

            return Task.CompletedTask;
        }
    }
}
