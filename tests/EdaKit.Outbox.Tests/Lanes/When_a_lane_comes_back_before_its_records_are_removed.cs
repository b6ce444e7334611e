using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Outbox.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EdaKit.Outbox.Tests.Lanes;

/// <summary>Found by the loss audit: the database stood still for longer than a lease, with confirmed records not yet removed, and the lane never went on.</summary>
public sealed class When_a_lane_comes_back_before_its_records_are_removed
{
    private static readonly Guid Other = Guid.NewGuid();

    [Fact]
    public async Task Should_go_on_behind_what_is_confirmed()
    {
        using var place = await Place.CreateAsync(StoreKind.PostgreSql, TransportKind.RabbitMq);
        await using var tap = await QueueTap.OpenAsync(place.Transport.VirtualHost!, LaneApps.Exchange);
        await using var app = await LaneApps.StartAsync(place);

        // 1. What is sent is confirmed, and cannot be removed.
        await using var gate = await CloseAsync(app);
        await app.PublishAsync("a", 0, 2);
        await tap.WaitForAsync(2);

        // 2. The lane goes to another process, which this one notices as it has more to send, and comes back.
        await LetAsync(app, "update edakit_lease set holder = {0}, until = 9000000000000 where name like 'outbox/lanes/%'");
        await Eventually.IsAsync(true, () => Task.FromResult(app.Log.Entries.Any(entry => entry.Message.Contains("sends 0 of 64", StringComparison.Ordinal))));
        await app.PublishAsync("a", 2, 1);
        await LetAsync(app, "delete from edakit_lease where holder = {0}");

        Assert.Equal([0, 1, 2], (await tap.WaitForAsync(3)).ByAccount()["a"]);

        // 3. They are removed at last, and nothing was sent again.
        await gate.DisposeAsync();
        await Eventually.IsAsync(0, app.CountRecordsAsync);
        Assert.Equal(3, tap.Messages.Count);
    }

    /// <summary>Lets every removal from the outbox wait for as long as the connection is open.</summary>
    private static async Task<NpgsqlConnection> CloseAsync(TestApp app)
    {
        var text = await app.QueryAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("""
                create function wait_at_the_gate() returns trigger language plpgsql as $$
                begin
                    perform pg_advisory_xact_lock_shared(42);
                    return old;
                end $$;
                create trigger gate before delete on edakit_outbox for each row execute function wait_at_the_gate();
                """);
            return db.Database.GetConnectionString()!;
        });

        var gate = new NpgsqlConnection(text + ";Pooling=false");
        await gate.OpenAsync();
        await using var close = new NpgsqlCommand("select pg_advisory_lock(42)", gate);
        await close.ExecuteNonQueryAsync();
        return gate;
    }

    private static Task<int> LetAsync(TestApp app, string statement) => app.QueryAsync(db => db.Database.ExecuteSqlRawAsync(statement, Other));
}
