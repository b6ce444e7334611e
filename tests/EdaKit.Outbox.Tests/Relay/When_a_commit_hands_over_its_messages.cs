using EdaKit.Outbox.Records;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Relay;

/// <summary>
/// The short way from a commit to the relay of the same process. The poll is an hour away in these tests, so what arrives has come by a
/// commit.
/// </summary>
public sealed class When_a_commit_hands_over_its_messages
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_store_them_as_leased_to_the_relay_and_send_them(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);

        await InTransactionAsync(app, async (publish, db, transaction) =>
        {
            await PublishAsync(publish, db, "1");
            var record = await db.Set<OutboxRecord>().AsNoTracking().SingleAsync();
            Assert.NotNull(record.ClaimedBy);
            Assert.True(record.AvailableAt > 0);

            await transaction.CommitAsync();
        });

        await ReceivedAsync(app, "1");
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal(0, Promised(app));
    }

    [Fact]
    public async Task Should_send_nothing_of_a_transaction_that_is_rolled_back()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);

        await InTransactionAsync(app, async (publish, db, transaction) =>
        {
            await PublishAsync(publish, db, "rolled back");
            await transaction.RollbackAsync();
            await PublishAsync(publish, db, "kept");
        });

        await ReceivedAsync(app, "kept");
        Assert.Equal(0, Promised(app));
    }

    /// <summary>Of a save that fails before it has sent anything, EF Core tells nobody.</summary>
    [Fact]
    public async Task Should_take_its_promise_back_where_the_context_cannot_be_saved()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            var order = db.Orders.Attach(new()).Entity;
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("never"));
            order.Id = Guid.NewGuid();
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        });

        Assert.Equal(0, Promised(app));
    }

    [Fact]
    public async Task Should_send_nothing_of_a_transaction_that_is_abandoned_when_another_one_commits()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);

        await InTransactionAsync(app, async (publish, db, transaction) =>
        {
            await PublishAsync(publish, db, "abandoned");
            await transaction.DisposeAsync();
            await PublishAsync(publish, db, "kept");
        });

        await ReceivedAsync(app, "kept");
        Assert.Equal(0, Promised(app));
    }

    [Fact]
    public async Task Should_take_its_promise_back_when_the_scope_ends_with_the_transaction_open()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);

        await InTransactionAsync(app, (publish, db, _) => PublishAsync(publish, db, "abandoned"));

        Assert.Equal(0, Promised(app));
        Assert.Empty(app.Received.Of<Seen<OrderPlaced>>());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_send_only_what_is_left_after_a_return_to_a_savepoint(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);

        await InTransactionAsync(app, async (publish, db, transaction) =>
        {
            await PublishAsync(publish, db, "kept");
            await transaction.CreateSavepointAsync("here");
            await PublishAsync(publish, db, "dropped");
            await transaction.RollbackToSavepointAsync("here");
            await transaction.CommitAsync();
        });

        await ReceivedAsync(app, "kept");
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal(0, Promised(app));
    }

    [Fact]
    public async Task Should_send_once_what_is_saved_again_after_a_save_that_failed()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);
        var twin = new Order { Number = "twin" };

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            db.Orders.Add(twin);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();

            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
            db.Orders.Add(new Order { Id = twin.Id });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            Assert.Equal(0, Promised(app));

            db.ChangeTracker.Clear();
            await db.SaveChangesAsync();
        });

        await ReceivedAsync(app, "1");
        Assert.Equal(0, Promised(app));
    }

    [Fact]
    public async Task Should_leave_a_delayed_message_to_the_table_due_by_the_database_s_clock()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);

        await app.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("later"), context => context.Delay = TimeSpan.FromHours(2));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        var record = await app.QueryAsync(db => db.Set<OutboxRecord>().AsNoTracking().SingleAsync());
        var now = app.Services.GetRequiredService<HandOff<ShopDb>>().Clock.Now;
        Assert.Null(record.ClaimedBy);
        Assert.InRange(record.AvailableAt!.Value - now!.Value, TimeSpan.FromMinutes(119).TotalMilliseconds, TimeSpan.FromHours(2).TotalMilliseconds);
    }

    [Fact]
    public async Task Should_send_what_a_transaction_of_the_application_s_own_commits_by_the_next_poll()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, poll: TimeSpan.FromMilliseconds(100));

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            await db.Database.OpenConnectionAsync();
            await using var foreign = await db.Database.GetDbConnection().BeginTransactionAsync();
            await db.Database.UseTransactionAsync(foreign);
            await PublishAsync(scope.GetRequiredService<IPublishEndpoint>(), db, "1");
            await foreign.CommitAsync();
        });

        await ReceivedAsync(app, "1");
    }

    private static async Task<TestApp> StartAsync(Place place, TimeSpan? poll = null)
    {
        var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = outbox => outbox.Relay.PollInterval = poll ?? Never;
        });

        // The relay has looked into the table once, and knows the database's clock: from now on it takes what is handed over.
        await Eventually.IsAsync(true, () => Task.FromResult(app.Services.GetRequiredService<HandOff<ShopDb>>().IsOpen));
        return app;
    }

    private static Task InTransactionAsync(TestApp app, Func<IPublishEndpoint, ShopDb, IDbContextTransaction, Task> work) => app.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ShopDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await work(scope.GetRequiredService<IPublishEndpoint>(), db, transaction);
    });

    private static async Task PublishAsync(IPublishEndpoint publish, ShopDb db, string number)
    {
        await publish.Publish(new OrderPlaced(number));
        await db.SaveChangesAsync();
    }

    /// <summary>This message has arrived, and no other before one that is sent after it.</summary>
    private static async Task ReceivedAsync(TestApp app, string number)
    {
        await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);
        await app.InScopeAsync(scope => PublishAsync(scope.GetRequiredService<IPublishEndpoint>(), scope.GetRequiredService<ShopDb>(), "after it"));

        var seen = await app.Received.WaitForAsync<Seen<OrderPlaced>>(all => all.Any(one => one.Message.OrderNumber == "after it"));
        Assert.Equal([number, "after it"], seen.Select(one => one.Message.OrderNumber));
    }

    private static int Promised(TestApp app) => app.Services.GetRequiredService<HandOff<ShopDb>>().Promised;
}
