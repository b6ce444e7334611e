using EdaKit.Outbox.Records;
using EdaKit.Outbox.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EdaKit.Outbox.Tests.Relay;

/// <summary>As with millions of rows that are sent and cannot be cleared away. Here a lock makes it last.</summary>
public sealed class When_a_look_at_everything_takes_long
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Should_only_look_at_what_is_due_since_then_for_a_hundred_times_as_long()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.InMemory);
        await using var writer = await StartAsync(place, relays: false);
        await using var relaying = await StartBehindALockAsync(place);

        await PublishAsync(writer, "old", isOld: true);
        await PublishAsync(writer, "new", isOld: false);

        await relaying.Received.WaitForAsync<Seen<OrderPlaced>>(1);
        Assert.Equal(["new"], relaying.Received.Of<Seen<OrderPlaced>>().Select(seen => seen.Message.OrderNumber));
        await Eventually.IsAsync(1, writer.CountRecordsAsync);
    }

    /// <summary>Its first look waits for a lock.</summary>
    private static async Task<TestApp> StartBehindALockAsync(Place place)
    {
        await using var locking = new NpgsqlConnection(place.Store.Connection);
        await locking.OpenAsync();
        await using var watching = new NpgsqlConnection(place.Store.Connection);
        await watching.OpenAsync();
        await using var transaction = await locking.BeginTransactionAsync();
        await ExecuteAsync(locking, "lock table edakit_outbox in access exclusive mode");

        var starting = StartAsync(place, relays: true);

        // On a connection of its own: inside a transaction, PostgreSQL answers what it answered first.
        await Eventually.IsAsync(true, async () =>
            await ExecuteAsync(watching, "select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock' and query like '%skip locked%'") is true);

        // However long it takes beyond this, the test is the same.
        await Task.Delay(Long);
        await transaction.CommitAsync();
        return await starting;
    }

    /// <summary>What is old is so by the table only: it is stored now.</summary>
    private static Task PublishAsync(TestApp app, string number, bool isOld) => app.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<ShopDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced(number));
        await db.SaveChangesAsync();

        if (isOld)
            await db.Set<OutboxRecord>().ExecuteUpdateAsync(set => set.SetProperty(record => record.AvailableAt, 1));

        await transaction.CommitAsync();
    });

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static Task<TestApp> StartAsync(Place place, bool relays) => TestApp.StartAsync(place, c =>
    {
        c.Outbox = outbox =>
        {
            outbox.Relay.Enabled = relays;
            outbox.Relay.PollInterval = TimeSpan.FromMilliseconds(50);
        };
        c.Consumers = x => x.AddConsumer<WatchOrders>();
    });
}
