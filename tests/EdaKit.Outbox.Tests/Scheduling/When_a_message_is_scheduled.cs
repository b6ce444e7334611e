using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Scheduling;

public sealed class When_a_message_is_scheduled
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_be_found_also_when_it_comes_due_while_the_relay_looks(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = o => o.Relay.PollInterval = TimeSpan.FromMinutes(10);
        });

        // One after the other, each due at once or nearly so: were one overlooked, nothing would make the relay look again in time.
        for (var n = 1; n <= 60; n++)
        {
            await app.InScopeAsync(async scope =>
            {
                await scope.GetRequiredService<IMessageScheduler>().SchedulePublish(DateTime.UtcNow.AddMilliseconds(n % 6 * 5), new OrderPlaced($"{n}"));
                await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
            });
            await app.Received.WaitForAsync<Seen<OrderPlaced>>(n);
        }
    }

    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_be_published_when_it_is_due_and_not_before(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();

            // Only the wake-up at the due time can be in time then.
            c.Outbox = o => o.Relay.PollInterval = TimeSpan.FromMinutes(10);
        });

        var due = DateTime.UtcNow + TimeSpan.FromSeconds(1.5);
        await ScheduleAsync(app, s => s.SchedulePublish(due, new OrderPlaced("scheduled")));

        var seen = Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
        Assert.Equal("scheduled", seen.Message.OrderNumber);
        Assert.InRange(DateTime.UtcNow, due, due + TimeSpan.FromSeconds(1));
        Assert.NotNull(seen.Context.GetSchedulingTokenId());
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Fact]
    public async Task Should_be_sent_to_its_address()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>().Endpoint(e => e.Name = "orders"));

        var scheduled = await ScheduleAsync(app, s => s.ScheduleSend(new Uri("queue:orders"), TimeSpan.FromMilliseconds(200), new OrderPlaced("sent")));

        var seen = Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
        Assert.Equal(scheduled.TokenId, seen.Context.GetSchedulingTokenId());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_wait_as_a_delayed_record_until_then(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, _ => { });

        var due = new DateTime(2100, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1);
        var scheduled = await ScheduleAsync(app, s => s.SchedulePublish(due, new OrderPlaced("waits")));

        var record = await app.QueryAsync(db => db.Set<OutboxRecord>().SingleAsync());
        Assert.Equal(scheduled.TokenId, record.Token);
        Assert.Equal(new DateTimeOffset(due).ToUnixTimeMilliseconds() + 1, record.AvailableAt);

        var operations = app.Services.GetRequiredService<IOutboxOperations<ShopDb>>();
        var listed = Assert.Single((await operations.ListWaitingAsync(cancellationToken: TestContext.Current.CancellationToken)).Records);
        Assert.Equal((record.Id, RecordState.Delayed), (listed.Id, listed.State));
        Assert.Equal(1, (await operations.CountAsync(TestContext.Current.CancellationToken)).Delayed);
    }

    [Fact]
    public async Task Should_not_hold_up_what_is_published_beside_it()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IMessageScheduler>().SchedulePublish(Later, new OrderPlaced("later"));
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("now"));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        Assert.Equal("now", Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1)).Message.OrderNumber);
        await Eventually.IsAsync(1, app.CountRecordsAsync);
    }

    [Fact]
    public async Task Should_be_sent_at_once_when_its_time_is_over()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = o => o.Relay.PollInterval = TimeSpan.FromMinutes(10);
        });

        await ScheduleAsync(app, s => s.SchedulePublish(DateTime.UtcNow.AddYears(-1), new OrderPlaced("past")));

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);
    }

    [Fact]
    public async Task Should_be_lost_with_a_rollback()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, _ => { });

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await scope.GetRequiredService<IMessageScheduler>().SchedulePublish(Later, new OrderPlaced("never"));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });

        Assert.Equal(0, await app.CountRecordsAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_be_sent_after_a_restart(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        var due = DateTime.UtcNow + TimeSpan.FromSeconds(3);

        await using (var first = await TestApp.StartAsync(place, _ => { }))
            await ScheduleAsync(first, s => s.SchedulePublish(due, new OrderPlaced("restarted")));

        await using var second = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = o => o.Relay.PollInterval = TimeSpan.FromMinutes(10);
        });

        await second.Received.WaitForAsync<Seen<OrderPlaced>>(1);
        Assert.True(DateTime.UtcNow >= due);
    }

    [Fact]
    public async Task Should_say_where_to_schedule_with_several_contexts()
    {
        using var place = await Place.CreateAsync();
        using var other = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Services = services => services.AddDbContext<SecondDb>(options => other.Store.Use(options));
            c.Outbox = o => o.ForConsumersFrom(typeof(When_a_message_is_scheduled).Assembly);
            c.Consumers = x => x.AddEdaKit(eda => eda.UseOutbox<SecondDb>(o => o.Relay.Enabled = false));
        });

        await app.InScopeAsync(async scope =>
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                scope.GetRequiredService<IMessageScheduler>().SchedulePublish(Later, new OrderPlaced("whose?")));
            Assert.Contains("Scheduler", error.Message, StringComparison.Ordinal);

            await scope.GetRequiredService<IOutbox<ShopDb>>().Scheduler.SchedulePublish(Later, new OrderPlaced("mine"));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        Assert.Equal(1, await app.CountRecordsAsync());
    }

    private static async Task<ScheduledMessage> ScheduleAsync<T>(TestApp app, Func<IMessageScheduler, Task<T>> schedule)
        where T : ScheduledMessage
    {
        ScheduledMessage? scheduled = null;

        await app.InScopeAsync(async scope =>
        {
            scheduled = await schedule(scope.GetRequiredService<IMessageScheduler>());
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        return scheduled!;
    }
}
