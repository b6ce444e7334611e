using System.Data.Common;
using Dapper;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EdaKit.Outbox.Tests.Capture;

/// <summary>Transactions that were begun on a connection of the application's, with Dapper or plain ADO.NET, past EF Core.</summary>
public sealed class When_the_transaction_is_the_applications_own
{
    private const string Insert = "insert into \"Orders\" (\"Id\", \"Number\") values (@id, @number)";

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_commit_row_and_message_together_and_send_at_once(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, outbox => outbox.Relay.PollInterval = TimeSpan.FromHours(1));

        await using var connection = await OpenAsync(app);
        await using var transaction = await connection.BeginTransactionAsync();
        await app.InScopeAsync(async scope =>
        {
            var outbox = scope.GetRequiredService<IOutbox>();
            await AddOrderAsync(transaction, "1");
            await outbox.Publish(new OrderPlaced("1"));
            await outbox.Publish(new OrderPlaced("2"));
            await outbox.CommitAsync(transaction);

            // Still within the scope, and long before a poll.
            await app.Received.WaitForAsync<Seen<OrderPlaced>>(2);
        });

        Assert.Equal(1, await app.CountOrdersAsync());
        await Eventually.IsAsync(0, app.CountRecordsAsync);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_send_when_the_application_commits_itself(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, outbox => outbox.Relay.PollInterval = TimeSpan.FromHours(1));
        await using var connection = await OpenAsync(app);

        await app.InScopeAsync(async scope =>
        {
            var outbox = scope.GetRequiredService<IOutbox<ShopDb>>();
            await using var transaction = await connection.BeginTransactionAsync();
            await AddOrderAsync(transaction, "1");
            await outbox.Publish(new OrderPlaced("1"));
            await outbox.SaveAsync(transaction);

            // What comes between two saves is in the second, and nothing is in both.
            await outbox.Publish(new OrderPlaced("2"));
            await outbox.SaveAsync(transaction);
            Assert.Empty(app.Received.Of<Seen<OrderPlaced>>());

            await transaction.CommitAsync();
        });

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(2);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal(2, app.Received.Of<Seen<OrderPlaced>>().Count);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_send_nothing_when_it_rolls_back(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        await using var connection = await OpenAsync(app);

        await app.InScopeAsync(async scope =>
        {
            var outbox = scope.GetRequiredService<IOutbox>();
            await using var transaction = await connection.BeginTransactionAsync();
            await AddOrderAsync(transaction, "rolled back");
            await outbox.Publish(new OrderPlaced("rolled back"));
            await outbox.SaveAsync(transaction);
            await transaction.RollbackAsync();
        });

        await PlaceAsync(app, connection, "kept");

        Assert.Equal("kept", Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1)).Message.OrderNumber);
        Assert.Equal(1, await app.CountOrdersAsync());
    }

    /// <summary>On SQLite the context's transaction would keep the other one from writing.</summary>
    [Fact]
    public async Task Should_hand_over_nothing_of_the_context_s_own_transaction()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, outbox => outbox.Relay.PollInterval = TimeSpan.FromHours(1));
        await using var connection = await OpenAsync(app);

        await CommitBesideAsync(app, connection, "rolled back", "kept", async own =>
        {
            await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);

            // The other one still has its place, and waits for the end of its transaction.
            Assert.Equal(1, Promised(app));
            await own.RollbackAsync();
        });

        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal("kept", Assert.Single(app.Received.Of<Seen<OrderPlaced>>()).Message.OrderNumber);
        Assert.Equal(0, Promised(app));
    }

    [Fact]
    public async Task Should_still_hand_over_the_context_s_own_messages_when_its_transaction_commits()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place, outbox => outbox.Relay.PollInterval = TimeSpan.FromHours(1));
        await using var connection = await OpenAsync(app);

        await CommitBesideAsync(app, connection, "own", "beside", own => own.CommitAsync());

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(2);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal(0, Promised(app));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_hand_over_nothing_of_a_transaction_that_was_abandoned(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place, outbox => outbox.Relay.PollInterval = TimeSpan.FromHours(1));
        await using var connection = await OpenAsync(app);

        await app.InScopeAsync(async scope =>
        {
            var (outbox, db) = (scope.GetRequiredService<IOutbox>(), scope.GetRequiredService<ShopDb>());
            await using (await db.Database.BeginTransactionAsync())
            {
                await outbox.Publish(new OrderPlaced("abandoned"));
                await db.SaveChangesAsync();
            }

            await using var transaction = await connection.BeginTransactionAsync();
            await outbox.Publish(new OrderPlaced("kept"));
            await outbox.CommitAsync(transaction);
        });

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal("kept", Assert.Single(app.Received.Of<Seen<OrderPlaced>>()).Message.OrderNumber);
        Assert.Equal(0, Promised(app));
    }

    [Fact]
    public async Task Should_keep_the_messages_when_storing_them_fails()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        await using var connection = await OpenAsync(app);

        await app.InScopeAsync(async scope =>
        {
            var outbox = scope.GetRequiredService<IOutbox>();
            await outbox.Publish(new OrderPlaced("1"));

            await using (var broken = await connection.BeginTransactionAsync())
            {
                await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync("select 1 / 0", transaction: broken));
                await Assert.ThrowsAnyAsync<DbException>(() => outbox.CommitAsync(broken));
            }

            await using var transaction = await connection.BeginTransactionAsync();
            await outbox.CommitAsync(transaction);
        });

        Assert.Single(await app.Received.WaitForAsync<Seen<OrderPlaced>>(1));
    }

    [Fact]
    public async Task Should_leave_nothing_promised_when_the_commit_fails()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        await using var connection = await OpenAsync(app);
        await connection.ExecuteAsync("alter table \"Orders\" add constraint one_each unique (\"Number\") deferrable initially deferred");
        await PlaceAsync(app, connection, "1");
        await app.Received.WaitForAsync<Seen<OrderPlaced>>(1);

        // A deferred constraint speaks at the commit.
        await Assert.ThrowsAsync<PostgresException>(() => PlaceAsync(app, connection, "1"));
        await PlaceAsync(app, connection, "2");

        await app.Received.WaitForAsync<Seen<OrderPlaced>>(2);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal(["1", "2"], app.Received.Of<Seen<OrderPlaced>>().Select(seen => seen.Message.OrderNumber));
    }

    [Fact]
    public async Task Should_refuse_a_transaction_that_has_ended()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);
        await using var connection = await OpenAsync(app);
        var transaction = await connection.BeginTransactionAsync();
        await transaction.CommitAsync();

        await app.InScopeAsync(async scope =>
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(() => scope.GetRequiredService<IOutbox>().SaveAsync(transaction));
            Assert.Contains("while it is open", refused.Message, StringComparison.Ordinal);
        });
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_be_the_inboxs_in_a_consumer_so_that_its_effects_are_once_and_all_or_nothing(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x =>
            {
                x.AddConsumer<NoteOrderWithDapper>();
                x.AddConsumer<WatchNotes>();
            };
            c.Bus = (_, bus) => bus.UseMessageRetry(retry => retry.Immediate(1));
        });
        var id = NewId.NextGuid();

        for (var i = 0; i < 3; i++)
            await app.Bus.Publish(new OrderPlaced("1"), context => context.MessageId = id);

        // The first attempt fails after its work, and leaves nothing; the second one counts; the duplicates have no effect.
        await app.Received.WaitForAsync<Seen<OrderNoted>>(1);
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal(1, await app.CountOrdersAsync());
        Assert.Single(app.Received.Of<Seen<OrderNoted>>());
    }

    private static async Task<TestApp> StartAsync(Place place, Action<EdaKit.Outbox.Registration.OutboxOptions>? configure = null)
    {
        var app = await TestApp.StartAsync(place, c =>
        {
            c.Consumers = x => x.AddConsumer<WatchOrders>();
            c.Outbox = configure;
        });

        // From now on the relay takes what is handed over.
        await Eventually.IsAsync(true, () => Task.FromResult(app.Services.GetRequiredService<HandOff<ShopDb>>().IsOpen));
        return app;
    }

    private static int Promised(TestApp app) => app.Services.GetRequiredService<HandOff<ShopDb>>().Promised;

    private static async Task<DbConnection> OpenAsync(TestApp app)
    {
        var text = await app.QueryAsync(db => Task.FromResult((db.Database.IsSqlite(), db.Database.GetConnectionString()!)));
        DbConnection connection = text.Item1 ? new SqliteConnection(text.Item2) : new NpgsqlConnection(text.Item2);
        await connection.OpenAsync();
        return connection;
    }

    private static Task<int> AddOrderAsync(DbTransaction transaction, string number) =>
        transaction.Connection!.ExecuteAsync(Insert, new { id = Guid.NewGuid(), number }, transaction);

    private static Task PlaceAsync(TestApp app, DbConnection connection, string number) => app.InScopeAsync(async scope =>
    {
        var outbox = scope.GetRequiredService<IOutbox>();
        await using var transaction = await connection.BeginTransactionAsync();
        await AddOrderAsync(transaction, number);
        await outbox.Publish(new OrderPlaced(number));
        await outbox.CommitAsync(transaction);
    });

    /// <summary>Saves one message in a transaction of the context's own, commits another in the application's beside it, and then ends the first.</summary>
    private static Task CommitBesideAsync(TestApp app, DbConnection connection, string own, string beside, Func<IDbContextTransaction, Task> end) => app.InScopeAsync(async scope =>
    {
        var (outbox, db) = (scope.GetRequiredService<IOutbox>(), scope.GetRequiredService<ShopDb>());
        await using var first = await db.Database.BeginTransactionAsync();
        await outbox.Publish(new OrderPlaced(own));
        await db.SaveChangesAsync();

        await using var transaction = await connection.BeginTransactionAsync();
        await outbox.Publish(new OrderPlaced(beside));
        await outbox.CommitAsync(transaction);
        await end(first);
    });

    /// <summary>Works with Dapper in the inbox's transaction, and fails the first time.</summary>
    public sealed class NoteOrderWithDapper(IOutbox outbox, Received received) : IConsumer<OrderPlaced>
    {
        public async Task Consume(ConsumeContext<OrderPlaced> context)
        {
            await AddOrderAsync(outbox.Transaction!, context.Message.OrderNumber);
            await context.Publish(new OrderNoted(context.Message.OrderNumber));

            received.Add(this);
            if (received.Of<NoteOrderWithDapper>().Count == 1)
                throw new InvalidOperationException("for the test");
        }
    }
}
