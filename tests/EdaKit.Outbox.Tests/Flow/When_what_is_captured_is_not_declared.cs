using EdaKit.Contracts;
using EdaKit.Flow;
using EdaKit.Flow.Parts;
using EdaKit.Flow.Undeclared;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Flow;

public sealed class When_what_is_captured_is_not_declared
{
    [Theory, InlineData(StoreKind.Sqlite, "context"), InlineData(StoreKind.PostgreSql, "context"), InlineData(StoreKind.PostgreSql, "injected"), InlineData(StoreKind.PostgreSql, "batch")]
    public async Task Should_roll_everything_back_where_it_is_refused(StoreKind store, string way)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, way, refuse: true);

        await app.Bus.Publish(new OrderPlaced("17"));

        var fault = Assert.Single(await app.Received.WaitForAsync<Fault<OrderPlaced>>(1));
        Assert.Equal(typeof(UndeclaredPublishException).FullName, fault.Exceptions[0].ExceptionType);
        Assert.Contains("'order.notes' publishes", fault.Exceptions[0].Message, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountOrdersAsync());
        Assert.Equal(0, await app.CountRecordsAsync());
    }

    [Fact]
    public async Task Should_commit_in_production()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, "context", refuse: false);

        await app.Bus.Publish(new OrderPlaced("17"));

        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        Assert.Equal(1, await app.CountOrdersAsync());
        Assert.Contains(app.Log.Entries, entry => entry.Id.Id == 6001);
    }

    [Fact]
    public async Task Should_be_known_under_the_name_that_the_inbox_has()
    {
        using var place = await Place.CreateAsync(StoreKind.Sqlite, TransportKind.InMemory);
        await using var app = await StartAsync(place, "context", refuse: false);

        Assert.Contains(app.Services.GetRequiredService<FlowParts>().All.SelectMany(part => part.Participants), one => one.Name == "order.notes");
    }

    private static Task<TestApp> StartAsync(Place place, string way, bool refuse) => TestApp.StartAsync(place, c => c.Consumers = x =>
    {
        x.AddEdaKit(eda => eda.Flow.RefuseUndeclared = refuse);
        x.AddConsumer<WatchNotes>();
        x.AddConsumer<WatchFaults>();

        if (way == "injected")
            x.AddConsumer<NotesByInjection>();
        else if (way == "batch")
            x.AddConsumer<NotesInBatches>(consumer => consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(1)));
        else
            x.AddConsumer<Notes>();
    });

    [EventContract("tests.never-published", version: 1)]
    public sealed record NeverPublished(string Text);

    [ConsumerName("order.notes"), Publishes<NeverPublished>]
    public sealed class Notes(ShopDb db) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
            return context.Publish(new OrderNoted(context.Message.OrderNumber));
        }
    }

    [ConsumerName("order.notes"), Publishes<NeverPublished>]
    public sealed class NotesByInjection(ShopDb db, IPublishEndpoint endpoint) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
            return endpoint.Publish(new OrderNoted(context.Message.OrderNumber));
        }
    }

    [ConsumerName("order.notes"), Publishes<NeverPublished>]
    public sealed class NotesInBatches(ShopDb db) : IConsumer<Batch<OrderPlaced>>
    {
        public Task Consume(ConsumeContext<Batch<OrderPlaced>> context)
        {
            db.Orders.AddRange(context.Message.Select(order => new Order { Number = order.Message.OrderNumber }));
            return context.Publish(new OrderNoted("batch"));
        }
    }
}
