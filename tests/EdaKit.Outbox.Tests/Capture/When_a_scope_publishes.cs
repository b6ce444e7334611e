using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Tests.Capture;

public sealed class When_a_scope_publishes
{
    [Theory, ClassData(typeof(EveryPlace))]
    public async Task Should_send_after_the_save_and_not_before(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));

            Assert.Equal(0, await app.CountRecordsAsync());
            Assert.Empty(app.Received.Of<Seen<OrderPlaced>>());

            db.Orders.Add(new Order { Number = "1" });
            await db.SaveChangesAsync();
        });

        var seen = Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
        Assert.Equal("1", seen.Message.OrderNumber);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_send_nothing_when_the_transaction_rolls_back(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("rolled back"));
            db.Orders.Add(new Order { Number = "rolled back" });
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });

        await PublishAsync(app, "kept");

        Assert.Equal("kept", Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1)).Message.OrderNumber);
        Assert.Equal(0, await app.QueryAsync(db => db.Orders.CountAsync(order => order.Number == "rolled back")));
    }

    [Fact]
    public async Task Should_send_once_when_an_explicit_transaction_commits()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
            await db.SaveChangesAsync();
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        });

        Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Single(app.Received.Of<Seen<OrderPlaced>>());
    }

    [Fact]
    public async Task Should_keep_the_message_when_the_change_tracker_is_cleared_before_the_save()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
            db.ChangeTracker.Clear();
            await db.SaveChangesAsync();
        });

        Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
    }

    [Fact]
    public async Task Should_keep_the_message_when_a_save_fails_and_the_next_one_succeeds()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            var number = new Order { Number = "1" };
            db.Add(number);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();

            var twin = new Order { Id = number.Id, Number = "twin" };
            db.Add(twin);
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

            db.Entry(twin).State = EntityState.Detached;
            await db.SaveChangesAsync();
            Assert.Empty(db.ChangeTracker.Entries());
        });

        Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
    }

    [Fact]
    public async Task Should_store_one_message_where_the_strategy_repeats_the_unit_of_work()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSqlWithRetries, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Services = services => services.ConfigureDbContext<ShopDb>(options => options.AddInterceptors(new FirstSaveFails()));
            c.Outbox = o => o.Relay.Enabled = false;
        });
        var attempts = 0;

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();

            await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                attempts++;
                scope.GetRequiredService<UnitOfWorkTracker>().StartOver(db);
                await using var transaction = await db.Database.BeginTransactionAsync();
                db.Orders.Add(new Order { Number = "1" });
                await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            });
        });

        Assert.Equal(2, attempts);
        Assert.Equal((1, 1), (await app.CountOrdersAsync(), await app.CountRecordsAsync()));
    }

    [Fact]
    public async Task Should_report_messages_that_are_never_saved()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, _ => { });
        using var unsaved = new CounterReader("EdaKit.Outbox", "edakit.outbox.unsaved");

        await app.InScopeAsync(scope => scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1")));

        var warning = Assert.Single(app.Log.Entries, entry => entry.Id.Id == 1001);
        Assert.Contains("urn:message:tests.order-placed:v1", warning.Message, StringComparison.Ordinal);
        Assert.Contains("ShopDb", warning.Message, StringComparison.Ordinal);
        Assert.Equal(1, unsaved.Total("ShopDb"));
    }

    [Fact]
    public async Task Should_not_report_messages_whose_save_failed_since_the_exception_did()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, _ => { });

        await app.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<ShopDb>();
            db.Add(new Order { Number = null! });
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"));
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        });

        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id.Id == 1001);
        Assert.Equal(0, await app.CountRecordsAsync());
    }

    [Fact]
    public async Task Should_capture_what_is_sent_to_an_address()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>().Endpoint(e => e.Name = "orders"));

        await app.InScopeAsync(async scope =>
        {
            var endpoint = await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new Uri("queue:orders"));
            await endpoint.Send(new OrderPlaced("sent"));
            Assert.Empty(app.Received.Of<Seen<OrderPlaced>>());
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        Assert.Equal("sent", Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1)).Message.OrderNumber);
    }

    [Fact]
    public async Task Should_capture_all_of_many_concurrent_publishes()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TestApp.StartAsync(place, c => c.Consumers = x => x.AddConsumer<WatchOrders>());

        await app.InScopeAsync(async scope =>
        {
            var publish = scope.GetRequiredService<IPublishEndpoint>();
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => publish.Publish(new OrderPlaced($"{i}")))));
            await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
        });

        var seen = await app.Received.WaitForAsync<Seen<OrderPlaced>>(500);
        Assert.Equal(500, seen.Select(s => s.Message.OrderNumber).Distinct().Count());
    }

    private static Task PublishAsync(TestApp app, string number) => app.InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced(number));
        await scope.GetRequiredService<ShopDb>().SaveChangesAsync();
    });

    /// <summary>An error of the kind after which a strategy repeats the work.</summary>
    private sealed class FirstSaveFails : SaveChangesInterceptor
    {
        private int _saves;

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Interlocked.Increment(ref _saves) == 1 ? throw new TimeoutException("The database is slow.") : new(result);
    }
}
