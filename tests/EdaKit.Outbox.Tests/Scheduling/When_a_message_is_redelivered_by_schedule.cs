using EdaKit.Contracts;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Scheduling;

public sealed class When_a_message_is_redelivered_by_schedule
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_have_its_effect_once(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await StartAsync(place, x => x.AddConsumer<FailTwice>());

        var messageId = NewId.NextGuid();
        await app.Bus.Publish(new OrderPlaced("1"), context =>
        {
            context.MessageId = messageId;
            context.Headers.Set("Tenant", "a");
        });

        var seen = await app.Received.WaitForAsync<Seen<OrderPlaced>>(3);
        Assert.Equal([0, 1, 2], seen.Select(s => s.Context.GetRedeliveryCount()));
        Assert.Equal(messageId, seen[2].Context.GetOriginalMessageId());
        Assert.Equal("a", seen[2].Context.Headers.Get<string>("Tenant"));

        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal(1, await app.CountOrdersAsync());
        Assert.Single(app.Received.Of<Seen<OrderNoted>>());
        Assert.Empty(app.Received.Of<Fault<OrderPlaced>>());

        // The message at first hand, come again: a duplicate of what the last redelivery did.
        await app.Bus.Publish(new OrderPlaced("1"), context => context.MessageId = messageId);
        await Eventually.IsAsync(1, () => Task.FromResult(app.Log.Entries.Count(entry => entry.Id.Id == 1201)));
        Assert.Equal(1, await app.CountOrdersAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_fault_once_when_no_redelivery_is_left(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, x => x.AddConsumer<FailAlways>());

        await app.Bus.Publish(new OrderPlaced("1"));

        await app.Received.WaitForAsync<Fault<OrderPlaced>>(1);
        Assert.Equal(4, app.Received.Of<Seen<OrderPlaced>>().Count);
        Assert.Equal(0, await app.CountOrdersAsync());
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Fact]
    public async Task Should_leave_alone_the_consumer_that_has_handled_it()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, x =>
        {
            x.AddConsumer<FailTwice>().Endpoint(e => e.Name = "same");
            x.AddConsumer<Succeed>().Endpoint(e => e.Name = "same");
        });

        await app.Bus.Publish(new OrderPlaced("1"));

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(3);
        await Eventually.IsAsync(2, app.CountOrdersAsync);
        Assert.Single(app.Received.Of<string>());
    }

    [Fact]
    public async Task Should_be_stored_though_the_consumer_scheduled_something_itself()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, x => x.AddConsumer<ScheduleAndFailTwice>(), scopedBus: true);

        await app.Bus.Publish(new OrderPlaced("1"));

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(3);
        Assert.Single(await app.Received.WaitForAsync<Seen<OrderNoted>>(1));
    }

    [Fact]
    public async Task Should_be_stored_in_the_outbox_of_the_consumer_s_context()
    {
        using var place = await Place.CreateAsync();
        using var other = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Services = services => services.AddDbContext<SecondDb>(options => other.Store.Use(options));
            c.Consumers = x =>
            {
                x.AddConsumer<FailTwice>();
                x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseScheduledRedelivery(retry => retry.Interval(3, TimeSpan.FromHours(1))));
                x.AddEdaKit(eda => eda.UseOutbox<SecondDb>(o =>
                {
                    o.ForConsumersFrom(typeof(FailTwice).Assembly);
                    o.Relay.Enabled = false;
                }));
            };
        });
        await app.InScopeAsync(scope => scope.GetRequiredService<SecondDb>().Database.EnsureCreatedAsync());

        await app.Bus.Publish(new OrderPlaced("1"));

        await Eventually.IsAsync(1, () => CountSecondAsync(app));
        Assert.Equal(0, await app.CountRecordsAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_be_new_to_the_inbox_when_the_consumer_itself_asks_for_it(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, x => x.AddConsumer<NotNow>());

        await app.Bus.Publish(new OrderPlaced("1"));

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(3);
        await Eventually.IsAsync(1, app.CountOrdersAsync);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Fact]
    public async Task Should_reach_a_saga_that_did_not_exist_yet()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, x => x.AddSagaStateMachine<LateMachine, LateState>().InMemoryRepository());
        var id = NewId.NextGuid();

        await app.Bus.Publish(new Second(id));
        await Eventually.IsAsync(1, app.CountInboxAsync);
        await app.Bus.Publish(new First(id));

        Assert.Equal("second", Assert.Single(await app.Received.WaitForAsync<Seen<OrderNoted>>(1)).Message.OrderNumber);
    }

    private static async Task<int> CountSecondAsync(TestApp app)
    {
        var count = 0;
        await app.InScopeAsync(async scope => count = await scope.GetRequiredService<SecondDb>().Set<OutboxRecord>().CountAsync());
        return count;
    }

    private static Task<TestApp> StartAsync(Place place, Action<IBusRegistrationConfigurator> consumers, bool scopedBus = false) => TestApp.StartAsync(place, c =>
    {
        c.Consumers = x =>
        {
            consumers(x);
            x.AddConsumer<WatchNotes>();
            x.AddConsumer<WatchFaults>();
            x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseScheduledRedelivery(retry => retry.Interval(3, TimeSpan.FromMilliseconds(100))));
        };

        if (scopedBus)
            c.Bus = (context, bus) => bus.UseConsumeFilter(typeof(PassOn<>), context);
    });

    /// <summary>A scoped filter before the redelivery, as applications have them: the consumer then works in the filter's scope.</summary>
    public sealed class PassOn<T> : IFilter<ConsumeContext<T>>
        where T : class
    {
        public Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next) => next.Send(context);

        public void Probe(ProbeContext context)
        {
        }
    }

    public sealed class FailTwice(ShopDb db, Received received) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(new Seen<OrderPlaced>(context.Message, context));
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
            await context.Publish(new OrderNoted(context.Message.OrderNumber));

            if (context.GetRedeliveryCount() < 2)
                throw new InvalidOperationException("Not yet.");
        }
    }

    public sealed class ScheduleAndFailTwice(Received received) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(new Seen<OrderPlaced>(context.Message, context));
            await context.SchedulePublish(TimeSpan.FromMilliseconds(1), new OrderNoted(context.Message.OrderNumber));

            if (context.GetRedeliveryCount() < 2)
                throw new InvalidOperationException("Not yet.");
        }
    }

    public sealed class FailAlways(ShopDb db, Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(new Seen<OrderPlaced>(context.Message, context));
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
            throw new InvalidOperationException("Never.");
        }
    }

    public sealed class Succeed(ShopDb db, Received received) : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add("succeeded");
            db.Orders.Add(new Order { Number = context.Message.OrderNumber });
            return Task.CompletedTask;
        }
    }

    public sealed class NotNow(ShopDb db, Received received) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            received.Add(new Seen<OrderPlaced>(context.Message, context));

            if (context.GetRedeliveryCount() < 2)
                await context.Redeliver(TimeSpan.FromMilliseconds(50));
            else
                db.Orders.Add(new Order { Number = context.Message.OrderNumber });
        }
    }

    [EventContract("tests.first", version: 1)]
    public sealed record First(Guid CorrelationId) : CorrelatedBy<Guid>;

    [EventContract("tests.second", version: 1)]
    public sealed record Second(Guid CorrelationId) : CorrelatedBy<Guid>;

    public sealed class LateState : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }
        public string CurrentState { get; set; } = "";
    }

    public sealed class LateMachine : MassTransitStateMachine<LateState>
    {
        public LateMachine()
        {
            InstanceState(state => state.CurrentState);
            Event(() => Other, e => e.OnMissingInstance(missing => missing.Redeliver(retry => retry.Interval(100, TimeSpan.FromMilliseconds(100)))));
            Initially(When(One).TransitionTo(Open));
            During(Open, When(Other).Publish(new OrderNoted("second")));
        }

        public State Open { get; } = null!;
        public Event<First> One { get; } = null!;
        public Event<Second> Other { get; } = null!;
    }
}
