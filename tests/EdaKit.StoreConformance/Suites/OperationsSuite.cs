using System.Collections.Concurrent;
using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Operations: people look, put back and give up, and never get in a relay's way.</summary>
public abstract class OperationsSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private const int ManyRecords = 400;

    private OperationsStore<ConformanceDb> Operations => Store.Services.GetRequiredService<OperationsStore<ConformanceDb>>();

    [Fact]
    public async Task Count_of_an_empty_table_is_all_zero()
    {
        var counts = await Operations.CountAsync(None);

        Assert.Equal((0, 0, 0, 0), (counts.Waiting, counts.Parked, counts.Delayed, counts.Leased));
        Assert.Null(counts.OldestCapturedAt);
        Assert.Equal(TimeSpan.Zero, counts.OldestAge);
    }

    [Fact]
    public async Task Count_tells_the_states_apart()
    {
        await AddOneOfEachStateAsync();

        var counts = await Operations.CountAsync(None);

        Assert.Equal((4, 1, 1, 1), (counts.Waiting, counts.Parked, counts.Delayed, counts.Leased));
        Assert.Equal([RecordState.Due, RecordState.Due, RecordState.Delayed, RecordState.Leased], await StatesAsync(isParked: false));
        Assert.Equal([RecordState.Parked], await StatesAsync(isParked: true));
    }

    [Fact]
    public async Task Count_takes_the_age_from_the_capture_and_of_a_delayed_message_from_the_end_of_its_delay()
    {
        var now = await NowAsync();
        var delayed = NewRecord(1, availableAt: now + 60_000);
        (delayed.CapturedAt, delayed.Properties) = (now - 9_000_000, $$"""{"dueAt":{{now - 30_000}},"x":1}""");
        await AddAsync(delayed);
        Assert.InRange((await Operations.CountAsync(None)).OldestAge, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(50));
        Assert.Equal(now - 9_000_000, (await Operations.CountAsync(None)).OldestCapturedAt!.Value.ToUnixTimeMilliseconds());

        var plain = NewRecord(2);
        plain.CapturedAt = now - 100_000;
        await AddAsync(plain);
        Assert.InRange((await Operations.CountAsync(None)).OldestAge, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task Gauge_shows_what_Count_does_also_of_what_is_scheduled_for_later()
    {
        await AddOneOfEachStateAsync();
        var (scheduled, inLane, held, parked) = (NewRecord(6, await NowAsync() + 86_400_000), NewRecord(7), NewRecord(8, availableAt: null), NewRecord(9, availableAt: null));
        (inLane.Lane, held.Lane, parked.Lane, parked.ParkedAt) = ("a", "b", "b", 1);
        await AddAsync(scheduled, inLane, parked, held);

        var counts = await Operations.CountAsync(None);
        var gauge = await Operations.GaugeAsync(None);

        Assert.Equal((7, 2, 2, 1, 1), (counts.Waiting, counts.Parked, counts.Delayed, counts.Leased, counts.Held));
        Assert.Equal((counts.Waiting, counts.Parked, counts.Delayed, counts.Leased, counts.Held), (gauge.Waiting, gauge.Parked, gauge.Delayed, gauge.Leased, gauge.Held));
        Assert.InRange(gauge.OldestAge, counts.OldestAge, counts.OldestAge + Minute);
    }

    [Fact]
    public async Task Gauge_of_an_empty_table_is_all_zero()
    {
        var gauge = await Operations.GaugeAsync(None);

        Assert.Equal((0, 0, 0, 0, 0), (gauge.Waiting, gauge.Parked, gauge.Delayed, gauge.Leased, gauge.Held));
        Assert.Equal(TimeSpan.Zero, gauge.OldestAge);
    }

    [Fact]
    public async Task Level_counts_what_could_be_sent_and_no_further_than_asked()
    {
        var now = await NowAsync();
        await AddOneOfEachStateAsync();
        Assert.Equal(2, (await Operations.LevelAsync(100, None)).Depth);

        var inLane = NewRecord(11);
        (inLane.Lane, inLane.CapturedAt) = ("OrderId:7", now - 200_000);
        var held = NewRecord(12);
        (held.Lane, held.AvailableAt, held.CapturedAt) = ("OrderId:7", null, now - 900_000);
        await AddAsync(inLane, held);

        var level = await Operations.LevelAsync(100, None);
        Assert.Equal(3, level.Depth);
        Assert.InRange(level.Age, TimeSpan.FromSeconds(200), TimeSpan.FromDays(365_000));

        await AddAsync([.. Enumerable.Range(20, 50).Select(i => NewRecord(i))]);
        Assert.Equal(11, (await Operations.LevelAsync(10, None)).Depth);
    }

    [Fact]
    public async Task Level_takes_the_age_from_the_capture_and_of_a_delayed_message_from_the_end_of_its_delay()
    {
        Assert.Equal(new(0, TimeSpan.Zero), await Operations.LevelAsync(10, None));

        var now = await NowAsync();
        var delayed = NewRecord(1, availableAt: now - 1);
        (delayed.CapturedAt, delayed.Properties) = (now - 9_000_000, $$"""{"dueAt":{{now - 30_000}},"x":1}""");
        await AddAsync(delayed);

        Assert.InRange((await Operations.LevelAsync(10, None)).Age, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task List_goes_by_type_and_destination_as_a_whole()
    {
        var other = NewRecord(2);
        (other.MessageTypes, other.Destination) = ("urn:message:tests.order-placed:v10;urn:message:tests_base", "./Orders");
        await AddAsync(NewRecord(1), other);

        async Task<Guid[]> ListAsync(RecordFilter filter) => [.. (await Operations.ListAsync(false, filter, null, 10, None)).Select(record => record.Id)];

        Assert.Equal([NewRecord(1).Id], await ListAsync(new() { MessageType = "tests.order-placed:v1" }));
        Assert.Equal([other.Id], await ListAsync(new() { MessageType = "urn:message:tests_base" }));
        Assert.Empty(await ListAsync(new() { MessageType = "tests.order_placed:v1" }));
        Assert.Equal([NewRecord(1).Id], await ListAsync(new() { Destination = "./orders" }));
        Assert.Empty(await ListAsync(new() { Destination = "./Orders", MessageType = "tests.order-placed:v1" }));
    }

    [Fact]
    public async Task List_goes_on_behind_the_last_of_the_page_before()
    {
        var records = await AddManyAsync(7);

        var first = await Operations.ListAsync(false, null, null, 3, None);
        var second = await Operations.ListAsync(false, null, first[^1].Id, 10, None);

        Assert.Equal(records.Select(record => record.Id), first.Concat(second).Select(record => record.Id));
    }

    [Fact]
    public async Task Retry_gives_a_parked_record_a_fresh_start_and_touches_no_other()
    {
        var (parked, others) = await AddOneOfEachStateAsync();
        var before = await NowAsync();

        var retried = await Operations.RetryAsync([parked, .. others, Guid.NewGuid()], None);

        Assert.Equal(parked, Assert.Single(retried).Id);
        var stored = await GetAsync(parked);
        Assert.InRange(stored.AvailableAt!.Value, before, await NowAsync());
        Assert.Equal((null, null, 0, null), (stored.ClaimedBy, stored.ParkedAt, stored.Attempts, stored.LastError));
        Assert.Equal(1, (await Operations.CountAsync(None)).Leased);
    }

    [Fact]
    public async Task Retry_of_what_is_parked_leaves_what_is_parked_later()
    {
        var records = await AddManyAsync(3);
        await ClaimIdsAsync(Relay);
        await Outbox.ParkAsync(Relay, records[0].Id, "never", None);
        var until = await Operations.ReadClockAsync(None);
        while (await Operations.ReadClockAsync(None) == until)
            await Task.Yield();
        await Outbox.ParkAsync(Relay, records[1].Id, "never", None);

        Assert.Equal(records[0].Id, Assert.Single(await Operations.RetryParkedAsync(new(), until, Guid.Empty, 10, None)).Id);
        Assert.Empty(await Operations.DiscardParkedAsync(new(), until, Guid.Empty, 10, None));
        Assert.Equal(3, await CountAsync());
    }

    /// <summary>With ids of every kind, since the database and .NET must agree on which of them is the last.</summary>
    [Fact]
    public async Task Retry_of_what_is_parked_goes_on_behind_the_batch_before()
    {
        var ids = await ParkManyAsync(Guid.NewGuid);
        var after = Guid.Empty;

        foreach (var part in ids.Chunk(30))
        {
            var retried = await Operations.RetryParkedAsync(new(), until: 1, after, 30, None);
            Assert.Equal(part, retried.Select(record => record.Id).Order());

            after = part[^1];
            await InScopeAsync(db => db.Records.ExecuteUpdateAsync(set => set.SetProperty(record => record.ParkedAt, 1).SetProperty(record => record.AvailableAt, (long?)null)));
        }
    }

    [Fact]
    public async Task Discard_of_held_records_beside_a_retry_of_their_lane_never_fails()
    {
        if (Store.HasOneWriter)
            return;

        OutboxRecord[] held = [NewRecord(1, availableAt: null), NewRecord(2, availableAt: null)];
        held[0].Lane = held[1].Lane = "a";
        await AddAsync(held);

        // What a retry does: it takes the lane's lock, and lets go on what is held in the lane.
        await using var scope = Store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sql = LaneSql.For(db);
        await LaneLocks.TakeAsync(db, sql, ["a"], None);

        // It has its record, and waits for the lock.
        var discarding = Operations.DiscardAsync([held[0].Id], None);
        await Store.SomebodyWaitsAsync();

        await using (var unhold = await StoreCommand.OpenAsync(db, sql.UnholdLanes, None))
            await unhold.Add("lanes", sql.Dialect.ListOf(["a"])).Add("at_most", 10).Add("blocks", 1).ExecuteAsync(None);

        await transaction.CommitAsync();
        Assert.Equal(held[0].Id, Assert.Single(await discarding).Id);
        Assert.Equal(0, (await GetAsync(held[1].Id)).AvailableAt);
    }

    [Fact]
    public async Task Discard_takes_all_but_what_a_relay_holds()
    {
        var (parked, others) = await AddOneOfEachStateAsync();

        var discarded = await Operations.DiscardAsync([parked, .. others], None);

        Assert.Equal(4, discarded.Count);
        Assert.Equal([RecordState.Leased], await StatesAsync(isParked: false));
        Assert.Equal([NewRecord(4).Id], await Operations.ThereAsync([parked, .. others], None));
    }

    [Fact]
    public async Task Retries_beside_each_other_put_each_record_back_once()
    {
        var ids = await ParkManyAsync();

        var retried = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Operations.RetryAsync(ids, None))));

        Assert.Equal(ids, retried.SelectMany(batch => batch).Select(record => record.Id).Order());
        Assert.Equal(ids, (await ClaimIdsAsync(Relay, ManyRecords)).Order());
    }

    [Fact]
    public async Task Discard_beside_claims_never_takes_what_was_claimed()
    {
        var ids = (await AddManyAsync(ManyRecords)).Select(record => record.Id).ToArray();
        var claimed = new ConcurrentBag<Guid>();
        var discarded = new ConcurrentBag<Guid>();

        await Task.WhenAll(
            Task.Run(async () =>
            {
                while (await ClaimIdsAsync(Relay, 20) is { Count: > 0 } batch)
                    batch.ForEach(claimed.Add);
            }),
            Task.Run(async () =>
            {
                foreach (var part in ids.Reverse().Chunk(20))
                    (await Operations.DiscardAsync(part, None)).ForEach(record => discarded.Add(record.Id));
            }));

        Assert.Empty(claimed.Intersect(discarded));
        Assert.Equal(ids, claimed.Concat(discarded).Order());
        Assert.Equal(claimed.Count, await CountAsync());
    }

    private async Task<List<RecordState>> StatesAsync(bool isParked) => [.. (await Operations.ListAsync(isParked, null, null, 10, None)).Select(record => record.State)];

    private async Task<Guid[]> ParkManyAsync(Func<Guid>? newId = null)
    {
        var records = Enumerable.Range(1, ManyRecords).Select(n => NewRecord(n, availableAt: null)).ToArray();
        foreach (var record in records)
            (record.Id, record.ParkedAt) = (newId?.Invoke() ?? record.Id, 1);

        await AddAsync(records);
        return [.. records.Select(record => record.Id).Order()];
    }

    /// <summary>Due, due since a lease ran out, delayed, leased, and one that is parked.</summary>
    private async Task<(Guid Parked, Guid[] Others)> AddOneOfEachStateAsync()
    {
        var later = await NowAsync() + 3_600_000;
        OutboxRecord[] waiting = [NewRecord(1), NewRecord(2, availableAt: 1), NewRecord(3, later), NewRecord(4, later)];
        waiting[1].ClaimedBy = waiting[3].ClaimedBy = Relay;
        var parked = NewRecord(5, availableAt: null);
        (parked.ParkedAt, parked.Attempts, parked.LastError) = (1, 10, "no such exchange");
        await AddAsync([.. waiting, parked]);
        return (parked.Id, [.. waiting.Select(record => record.Id)]);
    }
}
