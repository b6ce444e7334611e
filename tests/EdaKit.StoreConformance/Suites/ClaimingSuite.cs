using EdaKit.StoreConformance.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Claiming: who gets which records, in what order, and for how long.</summary>
public abstract class ClaimingSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task Claim_on_an_empty_table_gives_nothing() => Assert.Empty(await ClaimIdsAsync(Relay));

    [Fact]
    public async Task Claim_prefers_due_time_and_then_age()
    {
        var (a, b, c, d) = (NewRecord(1, 20), NewRecord(2, 10), NewRecord(3), NewRecord(4));
        await AddAsync(d, b, a, c);

        var order = new List<Guid>();
        for (var i = 0; i < 4; i++)
            order.Add(Assert.Single(await ClaimIdsAsync(Relay, atMost: 1)));

        Assert.Equal([c.Id, d.Id, b.Id, a.Id], order);
    }

    [Fact]
    public async Task Claim_gives_a_batch_by_age()
    {
        var records = Enumerable.Range(1, 300).Select(n => NewRecord(n)).ToArray();
        await AddAsync([.. records.Reverse()]);

        Assert.Equal(records.Select(record => record.Id), await ClaimIdsAsync(Relay, atMost: 300));
    }

    [Fact]
    public async Task Claim_gives_at_most_what_was_asked_for()
    {
        await AddManyAsync(5);

        Assert.Equal(3, (await ClaimIdsAsync(Relay, atMost: 3)).Count);
        Assert.Equal(2, (await ClaimIdsAsync(Relay, atMost: 3)).Count);
    }

    [Fact]
    public async Task Claim_stops_when_the_bodies_have_filled_the_room()
    {
        var records = Enumerable.Range(1, 5).Select(n => NewRecord(n)).ToArray();
        Array.ForEach(records, record => record.Body = new byte[100]);
        await AddAsync(records);

        Assert.Equal(3, (await Outbox.ClaimAsync(Relay, 0, new(10, Bytes: 201), Minute, None)).Count);
        Assert.Equal(2, (await Outbox.ClaimAsync(OtherRelay, 0, new(10, Bytes: 201), Minute, None)).Count);
    }

    [Fact]
    public async Task Claim_gives_a_record_that_is_larger_than_the_room()
    {
        await AddManyAsync(2);

        Assert.Equal(NewRecord(1).Id, Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(10, Bytes: 1), Minute, None)).Id);
    }

    [Fact]
    public async Task Claim_leaves_what_is_not_due_by_the_database_s_clock()
    {
        var now = await NowAsync();
        var (due, notYet) = (NewRecord(1, now - 1), NewRecord(2, now + 3_600_000));
        await AddAsync(due, notYet);

        Assert.Equal([due.Id], await ClaimIdsAsync(Relay));
        Assert.Equal(notYet.AvailableAt, (await GetAsync(notYet.Id)).AvailableAt);
    }

    [Fact]
    public async Task Claim_from_a_time_on_leaves_what_was_due_before()
    {
        var from = await NowAsync() - 10_000;
        var (before, at, after) = (NewRecord(1, from - 1), NewRecord(2, from), NewRecord(3, from + 1));
        await AddAsync(before, at, after);

        Assert.Equal([at.Id, after.Id], (await Outbox.ClaimAsync(Relay, from, new(10), Minute, None)).Select(record => record.Id));
        Assert.Equal([before.Id], await ClaimIdsAsync(Relay));
    }

    [Fact]
    public async Task Claim_leases_by_the_database_s_clock()
    {
        await AddManyAsync(1);

        var before = await NowAsync();
        var claimed = Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(10), TimeSpan.FromSeconds(42.5), None));
        var after = await NowAsync();

        var stored = await GetAsync(claimed.Id);
        Assert.InRange(stored.AvailableAt!.Value, before + 42_500, after + 42_500);
        Assert.Equal(Relay, stored.ClaimedBy);
        Assert.Equal(stored.AvailableAt, claimed.AvailableAt);
        Assert.Equal(Relay, claimed.ClaimedBy);
        Assert.Equal(0, stored.Attempts);
    }

    [Fact]
    public async Task Claim_of_a_leased_record_gives_it_to_nobody()
    {
        await AddManyAsync(3);
        await ClaimIdsAsync(Relay);

        Assert.Empty(await ClaimIdsAsync(OtherRelay));
        Assert.Empty(await ClaimIdsAsync(Relay));
    }

    [Fact]
    public async Task Claim_after_the_lease_gives_the_record_to_another()
    {
        var record = Assert.Single(await AddManyAsync(1));
        await ClaimIdsAsync(Relay);
        await EndLeasesAsync();

        Assert.Equal([record.Id], await ClaimIdsAsync(OtherRelay));
        Assert.Equal(OtherRelay, (await GetAsync(record.Id)).ClaimedBy);
    }

    [Fact]
    public async Task Claim_with_a_lease_that_is_over_at_once_gives_the_record_again()
    {
        await AddManyAsync(1);

        Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(1), TimeSpan.Zero, None));
        Assert.Single(await Outbox.ClaimAsync(OtherRelay, 0, new(1), Minute, None));
    }

    [Fact]
    public async Task Claim_gives_every_field_as_it_was_stored()
    {
        var record = NewRecord(1);
        record.Destination = "rabbitmq://broker/übrige/a?b=c&d='e'";
        record.MessageTypes = string.Join(';', Enumerable.Range(0, 200).Select(i => $"urn:message:tests.type-{i}:v1"));
        record.ContentType = "application/vnd.masstransit+json; charset=\"utf-8\"";
        record.Body = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        record.Properties = """{"headers":{"a":"\u0000 \"quoted\" 💶 ' ; -- {0}"}}""";
        record.CapturedAt = long.MaxValue;
        record.Attempts = 7;
        record.LastError = "the last one\r\nwith a second line";
        await AddAsync(record);

        var claimed = Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(1), Minute, None));

        Assert.Equal(record.Id, claimed.Id);
        Assert.Equal(record.MessageId, claimed.MessageId);
        Assert.Equal(record.Destination, claimed.Destination);
        Assert.Equal(record.MessageTypes, claimed.MessageTypes);
        Assert.Equal(record.ContentType, claimed.ContentType);
        Assert.Equal(record.Body, claimed.Body);
        Assert.Equal(record.Properties, claimed.Properties);
        Assert.Equal(record.CapturedAt, claimed.CapturedAt);
        Assert.Equal(record.Attempts, claimed.Attempts);
        Assert.Equal(record.LastError, claimed.LastError);
        Assert.Null(claimed.ParkedAt);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(20_000_000)]
    public async Task Claim_gives_a_body_of_any_size_byte_for_byte(int size)
    {
        var record = NewRecord(1);
        record.Body = new byte[size];
        new Random(17).NextBytes(record.Body);
        await AddAsync(record);

        var claimed = Assert.Single(await Outbox.ClaimAsync(Relay, 0, new(1), Minute, None));
        Assert.True(record.Body.AsSpan().SequenceEqual(claimed.Body));
    }

    [Fact]
    public async Task Claim_never_sees_what_was_rolled_back()
    {
        await using var scope = Store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Records.Add(NewRecord(1));
        await db.SaveChangesAsync();

        // On a database with a single writer the claim waits here, on the others it looks past the record.
        var claim = ClaimIdsAsync(Relay);
        await transaction.RollbackAsync();

        Assert.Empty(await claim);
    }

    [Fact]
    public async Task Claim_that_is_cancelled_before_it_begins_takes_nothing()
    {
        await AddManyAsync(1);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Outbox.ClaimAsync(Relay, 0, new(1), Minute, cancelled.Token));

        Assert.Single(await ClaimIdsAsync(OtherRelay));
    }

    [Fact]
    public async Task ReadClock_answers_with_the_clock_that_leases_go_by()
    {
        var before = await NowAsync();
        var clock = await Outbox.ReadClockAsync(None);

        Assert.InRange(clock, before, await NowAsync());
    }
}
