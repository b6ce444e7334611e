using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Telemetry;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Limits;

/// <summary>The applications do not relay, so an outbox that is full stays full until the test makes room.</summary>
public sealed class When_the_outbox_is_full
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_reject_what_is_beyond_the_limit_and_keep_what_came_before(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, limits => (limits.Depth, limits.WhenReached) = (10, LimitPolicy.Reject));

        var published = 0;
        var refused = await Assert.ThrowsAsync<OutboxFullException>(async () =>
        {
            for (; published < 100; published++)
                await PublishAsync(app, "1");
        });

        // A message that is stored while the table is counted may be counted twice, until the next time; none is overlooked.
        Assert.InRange(published, 5, 10);
        Assert.Equal(published, await app.CountRecordsAsync());
        Assert.Equal((nameof(ShopDb), true), (refused.Context, refused.Depth >= 10));
        Assert.Contains("(limit: 10)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_save_what_a_scope_published_before_it_was_refused()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, limits => (limits.Depth, limits.WhenReached) = (1, LimitPolicy.Reject));

        await app.InScopeAsync(async scope =>
        {
            var publish = scope.GetRequiredService<IPublishEndpoint>();
            await publish.Publish(new OrderPlaced("1"));
            await PublishAsync(app, "in between");
            await Assert.ThrowsAsync<OutboxFullException>(() => publish.Publish(new OrderPlaced("2")));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        Assert.Equal(2, await app.CountRecordsAsync());
    }

    [Fact]
    public async Task Should_wait_until_there_is_room_when_the_policy_is_to_wait()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, limits =>
        {
            (limits.Depth, limits.WhenReached) = (2, LimitPolicy.Wait);
            limits.WaitAtMost = TimeSpan.FromMinutes(10);
        });
        await PublishAsync(app, "1", "2");

        var waiting = PublishAsync(app, "3");
        await Eventually.IsAsync(true, () => Task.FromResult(Has(app, OutboxEventIds.LimitReached)));
        Assert.False(waiting.IsCompleted);
        await MakeRoomAsync(app);

        await waiting;
        Assert.Equal(1, await app.CountRecordsAsync());
        await Eventually.IsAsync(true, () => Task.FromResult(Has(app, OutboxEventIds.BelowLimit)));
    }

    [Fact]
    public async Task Should_reject_when_it_has_waited_long_enough()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, limits =>
        {
            (limits.Depth, limits.WhenReached) = (1, LimitPolicy.Wait);
            limits.WaitAtMost = TimeSpan.FromMilliseconds(200);
        });
        await PublishAsync(app, "1");

        await Assert.ThrowsAsync<OutboxFullException>(() => PublishAsync(app, "2"));
    }

    [Fact]
    public async Task Should_take_it_all_the_same_and_say_so_when_the_policy_is_to_warn()
    {
        using var counter = new CounterReader("EdaKit.Outbox", "edakit.outbox.limited");
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, limits => limits.Depth = 1);
        var before = counter.Total(nameof(ShopDb));

        await PublishAsync(app, "1", "2", "3");
        await PublishAsync(app, "4");

        Assert.Equal(4, await app.CountRecordsAsync());
        Assert.True(counter.Total(nameof(ShopDb)) > before);
        await Eventually.IsAsync(true, () => Task.FromResult(Has(app, OutboxEventIds.LimitReached)));
    }

    [Fact]
    public async Task Should_reject_when_the_oldest_message_has_waited_too_long()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, limits => (limits.Age, limits.WhenReached) = (TimeSpan.FromSeconds(1), LimitPolicy.Reject));
        await PublishAsync(app, "1");

        await Eventually.IsAsync(true, async () =>
        {
            try
            {
                await PublishAsync(app, "more");
                return false;
            }
            catch (OutboxFullException full)
            {
                return full.Age > TimeSpan.FromSeconds(1);
            }
        });
    }

    [Fact]
    public async Task Should_know_what_is_there_when_the_process_starts()
    {
        using var place = await Place.CreateAsync();
        await using (var first = await StartAsync(place, _ => { }))
            await PublishAsync(first, "1", "2");

        await using var app = await StartAsync(place, limits => (limits.Depth, limits.WhenReached) = (2, LimitPolicy.Reject));
        await Eventually.IsAsync(true, () => Task.FromResult(Has(app, OutboxEventIds.LimitReached)));

        await Assert.ThrowsAsync<OutboxFullException>(() => PublishAsync(app, "3"));
    }

    [Fact]
    public async Task Should_let_a_consumer_that_publishes_wait_before_its_transaction_and_then_fail()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, limits =>
        {
            (limits.Depth, limits.WhenReached) = (1, LimitPolicy.Reject);
            limits.WaitAtMost = TimeSpan.FromMilliseconds(200);
        }, x =>
        {
            x.AddConsumer<NoteOrder>();
            x.AddConsumer<WatchFaults>();
        });

        await app.Bus.Publish(new OrderPlaced("1"));
        await Eventually.IsAsync(1, app.CountRecordsAsync);
        await Eventually.IsAsync(true, () => Task.FromResult(Has(app, OutboxEventIds.LimitReached)));
        await app.Bus.Publish(new OrderPlaced("2"));

        var fault = Assert.Single(await app.Received.WaitForAsync<Fault<OrderPlaced>>(1));
        Assert.Equal(typeof(OutboxFullException).FullName, Assert.Single(fault.Exceptions).ExceptionType);
        Assert.Equal(1, await app.CountOrdersAsync());

        await MakeRoomAsync(app);
        await Eventually.IsAsync(true, () => Task.FromResult(Has(app, OutboxEventIds.BelowLimit)));
        await app.Bus.Publish(new OrderPlaced("3"));
        await Eventually.IsAsync(2, app.CountOrdersAsync);
    }

    [Fact]
    public async Task Should_take_a_redelivery_all_the_same()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, limits => (limits.Depth, limits.WhenReached) = (1, LimitPolicy.Reject), x =>
        {
            x.AddConsumer<FailAtFirst>();
            x.AddConsumer<WatchFaults>();
            x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseScheduledRedelivery(retry => retry.Interval(1, TimeSpan.FromHours(1))));
        });
        await PublishAsync(app, "1");
        await Eventually.IsAsync(true, () => Task.FromResult(Has(app, OutboxEventIds.LimitReached)));

        await app.Bus.Publish(new OrderPlaced("2"));

        await Eventually.IsAsync(1, () => app.QueryAsync(db => db.Set<OutboxRecord>().CountAsync(record => record.Token != null)));
        Assert.Empty(app.Received.Of<Fault<OrderPlaced>>());
    }

    private sealed class FailAtFirst : IConsumer<OrderPlaced>
    {
        public Task Consume(ConsumeContext<OrderPlaced> context) => throw new InvalidOperationException("Not yet.");
    }

    private static Task<TestApp> StartAsync(Place place, Action<LimitOptions> limits, Action<IBusRegistrationConfigurator>? consumers = null) =>
        TestApp.StartAsync(place, c =>
        {
            c.Consumers = consumers;
            c.Outbox = outbox =>
            {
                outbox.Relay.Enabled = false;
                outbox.Limits.Interval = TimeSpan.FromMilliseconds(100);
                limits(outbox.Limits);
            };
        });

    private static bool Has(TestApp app, int id) => app.Log.Entries.Any(entry => entry.Id.Id == id);

    /// <summary>In one transaction each, as requests would.</summary>
    private static async Task PublishAsync(TestApp app, params string[] orders)
    {
        foreach (var order in orders)
        {
            await app.InScopeAsync(async scope =>
            {
                await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced(order));
                await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
            });
        }
    }

    private static Task MakeRoomAsync(TestApp app) => app.InScopeAsync(async scope =>
    {
        var operations = scope.GetRequiredService<IOutboxOperations<ShopDb>>();
        var records = (await operations.ListWaitingAsync()).Records;
        await operations.DiscardAsync([.. records.Select(record => record.Id)], "the test", "to make room");
    });
}
