using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Scheduling;

public sealed class When_a_schedule_is_cancelled
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.PostgreSql];

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_leave_nothing_of_what_the_same_scope_captured(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, _ => { });

        await InScopeAsync(app, async (scheduler, db) =>
        {
            var scheduled = await scheduler.SchedulePublish(Later, new OrderPlaced("1"));
            await scheduler.SchedulePublish(Later, new OrderPlaced("2"));
            await scheduler.CancelScheduledPublish<OrderPlaced>(scheduled.TokenId);
            await db.SaveChangesAsync();
        });

        Assert.Equal(1, await app.CountRecordsAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_delete_in_a_later_scope_with_the_save(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, _ => { });
        var token = await ScheduleAsync(app);
        await ScheduleAsync(app);

        await InScopeAsync(app, async (scheduler, db) =>
        {
            await scheduler.CancelScheduledPublish<OrderPlaced>(token);
            db.Orders.Add(new Order { Number = "cancels" });
            Assert.Equal(2, await app.CountRecordsAsync());
            await db.SaveChangesAsync();
        });

        Assert.NotEqual(token, Assert.Single(await app.QueryAsync(db => db.Set<OutboxRecord>().Select(r => r.Token).ToListAsync())));
        Assert.Equal(1, await app.CountOrdersAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_delete_where_nothing_else_is_saved(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, _ => { });
        var token = await ScheduleAsync(app);

        await InScopeAsync(app, async (scheduler, db) =>
        {
            await scheduler.CancelScheduledSend(new Uri("queue:any"), token);
            await db.SaveChangesAsync();
        });

        Assert.Equal(0, await app.CountRecordsAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_be_undone_with_a_rollback(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, _ => { });
        var token = await ScheduleAsync(app);

        await InScopeAsync(app, async (scheduler, db) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await scheduler.CancelScheduledPublish<OrderPlaced>(token);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });

        Assert.Equal(1, await app.CountRecordsAsync());
    }

    [Fact]
    public async Task Should_warn_when_it_is_never_saved()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, _ => { });
        var token = await ScheduleAsync(app);

        await InScopeAsync(app, (scheduler, _) => scheduler.CancelScheduledPublish<OrderPlaced>(token));

        Assert.Equal(1, await app.CountRecordsAsync());
        Assert.Single(app.Log.Entries, entry => entry.Id.Id == 1002);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_do_nothing_when_the_message_is_sent(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());
        var token = await ScheduleAsync(app, TimeSpan.FromMilliseconds(1));
        await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);

        await InScopeAsync(app, async (scheduler, db) =>
        {
            await scheduler.CancelScheduledPublish<OrderPlaced>(token);
            await db.SaveChangesAsync();
        });

        Assert.Single(app.Received.Of<Seen<OrderPlaced>>());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Should_give_way_to_a_new_schedule_under_the_same_token(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, _ => { });
        var token = NewId.NextGuid();

        foreach (var number in new[] { "1", "2", "3" })
        {
            await InScopeAsync(app, async (scheduler, db) =>
            {
                await scheduler.SchedulePublish(DateTime.UtcNow + Later, new OrderPlaced($"{number} in vain"), Pipe.Execute<SendContext>(c => c.ScheduledMessageId = token));
                await scheduler.SchedulePublish(DateTime.UtcNow + Later, new OrderPlaced(number), Pipe.Execute<SendContext>(c => c.ScheduledMessageId = token));
                await db.SaveChangesAsync();
            });
        }

        var record = Assert.Single(await app.QueryAsync(db => db.Set<OutboxRecord>().ToListAsync()));
        Assert.Equal(token, record.Token);
        Assert.Contains("\"3\"", System.Text.Encoding.UTF8.GetString(record.Body), StringComparison.Ordinal);
    }

    private static async Task<Guid> ScheduleAsync(TestApp app, TimeSpan? delay = null)
    {
        var token = Guid.Empty;
        await InScopeAsync(app, async (scheduler, db) =>
        {
            token = (await scheduler.SchedulePublish(delay ?? Later, new OrderPlaced("1"))).TokenId;
            await db.SaveChangesAsync();
        });
        return token;
    }

    private static Task InScopeAsync(TestApp app, Func<IMessageScheduler, ShopDb, Task> work) =>
        app.InScopeAsync(scope => work(scope.GetRequiredService<IMessageScheduler>(), scope.GetRequiredService<ShopDb>()));
}
