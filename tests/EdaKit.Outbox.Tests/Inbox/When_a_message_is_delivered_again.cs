using EdaKit.Outbox.Tests.Support;
using MassTransit;
using RabbitMQ.Client;

namespace EdaKit.Outbox.Tests.Inbox;

public sealed class When_a_message_is_delivered_again
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_have_one_effect_and_send_one_message(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<NoteOrder>();
            x.AddConsumer<WatchNotes>();
        });

        var messageId = NewId.NextGuid();
        for (var i = 0; i < 10; i++)
            await app.Bus.Publish(new OrderPlaced("1"), context => context.MessageId = messageId);

        // The last of ten has been handled when a message behind them has been.
        await app.Bus.Publish(new OrderPlaced("2"));
        await app.Received.WaitForAsync<Seen<OrderNoted>>(notes => notes.Any(n => n.Message.OrderNumber == "2") && notes.Any(n => n.Message.OrderNumber == "1"));
        await Eventually.IsAsync(9, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == 1201)));

        Assert.Equal(2, await app.CountOrdersAsync());
        Assert.Equal(2, app.Received.Of<Seen<OrderPlaced>>().Count);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Single(app.Received.Of<Seen<OrderNoted>>(), note => note.Message.OrderNumber == "1");
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_have_one_effect_when_the_deliveries_are_concurrent(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<NoteOrderSlowly>());

        var messageId = NewId.NextGuid();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Bus.Publish(new OrderPlaced("1"), context => context.MessageId = messageId)));

        await Eventually.IsAsync(7, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == 1201)));
        Assert.Equal(1, await app.CountOrdersAsync());
    }

    [Fact]
    public async Task Should_not_end_in_the_skipped_queue()
    {
        using var place = await Place.CreateAsync(StoreKind.Sqlite, TransportKind.RabbitMq);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<NoteOrder>().Endpoint(e => e.Name = "notes"));

        var messageId = NewId.NextGuid();
        for (var i = 0; i < 3; i++)
            await app.Bus.Publish(new OrderPlaced("1"), context => context.MessageId = messageId);

        await Eventually.IsAsync(2, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == 1201)));

        Assert.DoesNotContain(app.Log.Entries, entry => entry.Message.Contains("SKIP", StringComparison.Ordinal));
        Assert.Null(await Servers.CountMessagesAsync(place.Transport.VirtualHost!, "notes_skipped"));
    }

    [Fact]
    public async Task Should_be_new_to_another_consumer_on_the_same_endpoint()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<NoteOrder>().Endpoint(e => e.Name = "both");
            x.AddConsumer<NoteOrderSlowly>().Endpoint(e => e.Name = "both");
        });

        await app.Bus.Publish(new OrderPlaced("1"));

        await Eventually.IsAsync(2, app.CountOrdersAsync);
        Assert.Equal(2, await app.CountInboxAsync());
    }

    [Fact]
    public async Task Should_refuse_a_message_without_an_id_and_say_why()
    {
        using var place = await Place.CreateAsync(StoreKind.Sqlite, TransportKind.RabbitMq);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<NoteOrder>().Endpoint(e => e.Name = "notes");
            c.Bus = (_, bus) => bus.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType);
        });

        // A producer that is not MassTransit, and sets no message-id property.
        var factory = new ConnectionFactory { Uri = new UriBuilder(place.Transport.VirtualHost!) { Scheme = "amqp" }.Uri };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("notes", "", mandatory: true, new BasicProperties { ContentType = "application/json" }, """{"orderNumber":"1"}"""u8.ToArray());

        // Nothing is lost: it waits in the error queue, and the log says what its producer must do.
        await Eventually.IsAsync(1L, async () => await Servers.CountMessagesAsync(place.Transport.VirtualHost!, "notes_error") ?? 0);
        await Eventually.IsAsync(true, () => Task.FromResult(app.Log.Entries.Any(entry => entry.Exception?.Message.Contains("no message id", StringComparison.Ordinal) == true)));
        Assert.Equal(0, await app.CountOrdersAsync());
    }

    public sealed class NoteOrderSlowly(ShopDb db) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            // Long enough for the others to arrive while this one is under way.
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
        }
    }
}
