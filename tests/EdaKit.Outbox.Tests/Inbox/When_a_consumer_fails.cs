using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Tests.Inbox;

public sealed class When_a_consumer_fails
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_roll_everything_back_and_still_publish_the_fault(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x =>
        {
            x.AddConsumer<Failing>();
            x.AddConsumer<WatchNotes>();
            x.AddConsumer<WatchFaults>();
        });

        await app.Bus.Publish(new OrderPlaced("99"));

        var fault = Assert.Single(await app.Received.WaitForAsync<Fault<OrderPlaced>>(1));
        Assert.Equal("99 cannot be handled", fault.Exceptions[0].Message);
        Assert.Equal(0, await app.CountOrdersAsync());
        Assert.Equal(0, await app.CountRecordsAsync());
        Assert.Equal(0, await app.QueryAsync(db => db.Set<EdaKit.Outbox.Inbox.InboxEntry>().CountAsync(entry => entry.Consumer.Contains("Failing"))));
        Assert.Empty(app.Received.Of<Seen<OrderNoted>>());
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id == 1001);
    }

    [Theory, InlineData("bus before"), InlineData("bus after"), InlineData("endpoint")]
    public async Task Should_have_the_effects_of_the_last_attempt_only(string where)
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x =>
            {
                x.AddConsumer<Failing>();
                x.AddConsumer<WatchNotes>();

                if (where == "endpoint")
                    x.AddConfigureEndpointsCallback((_, endpoint) => endpoint.UseMessageRetry(retry => retry.Immediate(3)));
            };

            if (where == "bus before")
                c.BeforeEdaKit = (_, bus) => bus.UseMessageRetry(retry => retry.Immediate(3));
            if (where == "bus after")
                c.Bus = (_, bus) => bus.UseMessageRetry(retry => retry.Immediate(3));
        });

        await app.Bus.Publish(new OrderPlaced("2"));

        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        Assert.Equal(1, await app.CountOrdersAsync());
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Single(app.Received.Of<Seen<OrderNoted>>());
        Assert.Equal(3, app.Received.Of<Attempt>().Count);
    }

    [Fact]
    public async Task Should_start_each_attempt_with_a_clean_context_when_an_outer_filter_made_the_scope()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x =>
            {
                x.AddConsumer<Failing>();
                x.AddConsumer<WatchNotes>();
                x.AddConfigureEndpointsCallback((context, _, endpoint) =>
                {
                    // Outermost, so that all attempts share the scope that it makes.
                    endpoint.UseMessageScope(context);
                    endpoint.UseMessageRetry(retry => retry.Immediate(3));
                });
            };
        });

        await app.Bus.Publish(new OrderPlaced("2"));

        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        Assert.Equal(1, await app.CountOrdersAsync());
        Assert.Single(app.Received.Of<Seen<OrderNoted>>());
    }

    public sealed record Attempt(string OrderNumber);

    /// <summary>Fails as often as the order number says.</summary>
    public sealed class Failing(ShopDb db, Received received) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
            await context.Publish(new OrderNoted(context.Message.OrderNumber));
            received.Add(new Attempt(context.Message.OrderNumber));

            if (received.Of<Attempt>().Count <= int.Parse(context.Message.OrderNumber, System.Globalization.CultureInfo.InvariantCulture))
                throw new InvalidOperationException($"{context.Message.OrderNumber} cannot be handled");
        }
    }
}
