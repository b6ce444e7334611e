using EdaKit.Outbox.PostgreSql.Telemetry;
using EdaKit.Outbox.PostgreSql.Tests.Support;

namespace EdaKit.Outbox.PostgreSql.Tests.Notifications;

/// <summary>The relays of these applications look into the table once an hour, so what arrives has arrived by a notification.</summary>
public sealed class When_another_process_has_to_send
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task Should_wake_the_relay_of_a_process_that_did_not_write()
    {
        await using var database = await Database.CreateAsync();
        await using var relaying = await App.StartAsync(database, outbox => outbox.Relay.PollInterval = Never);
        await using var writing = await App.StartAsync(database, outbox => outbox.Relay.Enabled = false);
        await relaying.Seen.EventAsync(PostgreSqlEventIds.Listening);

        for (var i = 1; i <= 20; i++)
        {
            await writing.PlaceAsync(database, $"{i}");
            await relaying.Seen.OrdersAsync(i);
        }

        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"{i}"), relaying.Seen.Orders);
    }

    [Fact]
    public async Task Should_wake_the_owner_of_the_lanes()
    {
        await using var database = await Database.CreateAsync();
        await using var owning = await App.StartAsync(database, outbox =>
        {
            outbox.Relay.PollInterval = Never;
            outbox.Lanes.Enabled = true;
        });
        await owning.Seen.EventAsync(PostgreSqlEventIds.Listening);
        await using var writing = await App.StartAsync(database, outbox =>
        {
            outbox.Relay.Enabled = false;
            outbox.Lanes.Enabled = true;
        });

        // More lanes than one notification can name, and then one that it names.
        await writing.PlaceAsync(database, [.. Enumerable.Range(0, 3000).Select(i => $"order number {i}")]);
        await owning.Seen.OrdersAsync(3000);
        await writing.PlaceAsync(database, "last");
        await owning.Seen.OrdersAsync(3001);
    }

    [Fact]
    public async Task Should_listen_again_and_find_what_was_stored_meanwhile_when_the_connection_is_cut()
    {
        await using var database = await Database.CreateAsync();
        await using var relaying = await App.StartAsync(database, outbox => outbox.Relay.PollInterval = Never);
        await using var writing = await App.StartAsync(database, outbox => outbox.Relay.Enabled = false);
        await relaying.Seen.EventAsync(PostgreSqlEventIds.Listening);

        await database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and pid <> pg_backend_pid()");
        await relaying.Seen.EventAsync(PostgreSqlEventIds.NotListening);
        await writing.PlaceAsync(database, "1");

        await relaying.Seen.OrdersAsync(1);
        await relaying.Seen.EventAsync(PostgreSqlEventIds.Listening, times: 2);
    }

    [Fact]
    public async Task Should_hear_nothing_of_what_the_process_sends_itself()
    {
        await using var database = await Database.CreateAsync();
        await using var only = await App.StartAsync(database, outbox => outbox.Relay.PollInterval = Never);
        await using var listener = await database.Source.OpenConnectionAsync();
        var heard = 0;
        listener.Notification += (_, _) => heard++;
        await using (var listen = listener.CreateCommand())
        {
            listen.CommandText = $"listen {NotificationChannelOf()}";
            await listen.ExecuteNonQueryAsync();
        }

        await only.PlaceAsync(database, "1", "2", "3");
        await only.Seen.OrdersAsync(3);

        Assert.False(await listener.WaitAsync(TimeSpan.FromMilliseconds(200)));
        Assert.Equal(0, heard);
    }

    private static string NotificationChannelOf() => EdaKit.Outbox.PostgreSql.Notifications.NotificationChannel.Of("edakit_outbox");
}
