using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Lanes: who comes after whom, what waits, what is held, and that the claim leaves all of it alone.</summary>
public abstract class LanesSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private const long NoBound = long.MaxValue;

    private RelationalLaneStore<ConformanceDb> Lanes => new(Store.Services.GetRequiredService<IServiceScopeFactory>());

    private OperationsStore<ConformanceDb> Operations => Store.Services.GetRequiredService<OperationsStore<ConformanceDb>>();

    [Fact]
    public async Task Position_follows_the_order_of_capture_within_a_save()
    {
        await PublishAsync("a", 1, 2, 3, 4, 5);

        Assert.Equal([1, 2, 3, 4, 5], await ReadAsync("a"));
    }

    [Fact]
    public async Task Position_follows_the_order_of_saves_whether_earlier_ones_are_there_or_gone()
    {
        await PublishAsync("a", 1);
        await PublishAsync("a", 2);
        var first = (await HeadsAsync("a"))[0].Record;
        await Outbox.RemoveAsync([first.Id], None);
        await PublishAsync("a", 3);
        await RemoveAllAsync("a");
        await PublishAsync("a", 4);
        await PublishAsync("a", 5, 6);

        Assert.Equal([4, 5, 6], await ReadAsync("a"));
    }

    [Fact]
    public async Task Position_follows_what_is_set_aside()
    {
        await PublishAsync("a", 1, 2);
        await ParkHeadAsync("a");
        await Lanes.HoldAsync(["a"], 10, None);
        await PublishAsync("a", 3);

        await Operations.RetryParkedAsync(new(), await Operations.ReadClockAsync(None), Guid.Empty, 10, None);

        Assert.Equal([1, 2, 3], await ReadAsync("a"));
    }

    [Fact]
    public async Task Position_is_that_of_the_commit_when_transactions_overlap()
    {
        if (Store.HasOneWriter)
            return;

        await using var scope = Store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced("1"), context => context.SetLane("a"));
        await db.SaveChangesAsync();

        // Another lane waits for nobody; the same lane waits for the commit.
        await PublishAsync("b", 9);
        var second = PublishAsync("a", 2);
        await Store.SomebodyWaitsAsync();
        Assert.False(second.IsCompleted);
        Assert.Empty(await ReadAsync("a"));

        await transaction.CommitAsync();
        await second;

        Assert.Equal([1, 2], await ReadAsync("a"));
        Assert.Equal([9], await ReadAsync("b"));
    }

    [Fact]
    public async Task Position_is_ascending_under_many_writers()
    {
        const int Writers = 8, Each = 15;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await PublishAsync("a", writer * 100 + i);
        })));

        var read = await ReadAsync("a", 1000);
        Assert.Equal(Writers * Each, read.Count);

        // Of each writer, its own order.
        foreach (var writer in read.GroupBy(n => n / 100))
            Assert.Equal(writer.Order(), writer);
    }

    [Fact]
    public async Task Position_is_kept_under_names_that_no_database_takes()
    {
        await PublishAsync("a\0", 1);
        await PublishAsync("a\uD83D", 9);
        await PublishAsync("a\0", 2);

        var lanes = await Lanes.ListAsync("", 10, None);
        var read = await Task.WhenAll(lanes.Select(lane => ReadAsync(lane)));

        Assert.Equal([[1, 2], [9]], read.OrderBy(numbers => numbers[0]));
    }

    [Fact]
    public async Task Claim_takes_no_record_of_a_lane()
    {
        await PublishAsync("a", 1);
        await AddManyAsync(1);

        Assert.Single(await ClaimIdsAsync(Relay));
    }

    [Fact]
    public async Task List_gives_each_lane_with_waiting_records_once_page_by_page()
    {
        foreach (var lane in (string[])["d", "a", "c", "b", "e"])
            await PublishAsync(lane, 1, 2, 3);
        await ParkHeadAsync("e");
        await Lanes.HoldAsync(["e"], 10, None);

        Assert.Equal(["a", "b", "c"], await Lanes.ListAsync("", 3, None));
        Assert.Equal(["d"], await Lanes.ListAsync("c", 3, None));
        Assert.Empty(await Lanes.ListAsync("d", 3, None));
    }

    [Fact]
    public async Task Read_gives_the_heads_of_the_lanes_asked_for()
    {
        await PublishAsync("a", 1, 2, 3);
        await PublishAsync("b", 4, 5, 6);
        await PublishAsync("c", 7);

        var heads = await Lanes.ReadAsync(["a", "b", "nobody's"], ofEach: 2, NoBound, blocks: true, None);

        Assert.Equal([("a", 1), ("a", 2), ("b", 4), ("b", 5)], heads.Select(head => (head.Record.Lane!, NumberOf(head.Record))));
        Assert.All(heads, head => Assert.False(head.IsBehind));
        Assert.All(heads, head => Assert.True(head.Pause <= TimeSpan.Zero));
    }

    [Theory, InlineData(1, new[] { 1 }, new[] { 1 }), InlineData(2, new[] { 1, 4 }, new[] { 1, 2 }), InlineData(4, new[] { 1, 2, 4, 5 }, new[] { 1, 2, 3, 4 })]
    public async Task Read_with_room_for_a_few_gives_the_heads_of_all_before_what_follows_them(int bodies, int[] expected, int[] laneByLane)
    {
        await PublishAsync("a", 1, 2, 3);
        await PublishAsync("b", 4, 5, 6);
        var ofOne = (await HeadsAsync("a"))[0].Record.Body.Length;

        var heads = await Lanes.ReadAsync(["a", "b"], ofEach: 3, bytes: ((bodies - 1) * ofOne) + (ofOne / 2), blocks: true, None);

        Assert.Equal(Store.HasOneWriter ? laneByLane : expected, heads.Select(head => NumberOf(head.Record)));
    }

    [Fact]
    public async Task Read_with_hardly_any_room_gives_a_record_of_the_first_lane_that_has_one()
    {
        await PublishAsync("a", 1, 2);
        await PublishAsync("b", 3, 4);

        var heads = await Lanes.ReadAsync(["nobody's", "b", "a"], ofEach: 2, bytes: 1, blocks: true, None);

        Assert.Equal([3], heads.Select(head => NumberOf(head.Record)));
    }

    [Fact]
    public async Task Pause_keeps_the_head_first_and_counts_the_attempt()
    {
        await PublishAsync("a", 1, 2);
        var head = (await HeadsAsync("a"))[0].Record;

        await Lanes.PauseAsync(head.Id, Minute, "not now", None);

        var heads = await HeadsAsync("a");
        Assert.Equal(head.Id, heads[0].Record.Id);
        Assert.InRange(heads[0].Pause, TimeSpan.FromSeconds(50), Minute);
        Assert.Equal((1, "not now"), (heads[0].Record.Attempts, heads[0].Record.LastError));
    }

    [Fact]
    public async Task Park_lets_what_follows_be_behind_it()
    {
        await PublishAsync("a", 1, 2, 3);
        await ParkHeadAsync("a");

        var blocked = await HeadsAsync("a");
        Assert.Equal([2, 3], blocked.Select(head => NumberOf(head.Record)));
        Assert.All(blocked, head => Assert.True(head.IsBehind));

        // Where a parked record does not block, the same are free.
        Assert.All(await Lanes.ReadAsync(["a"], 10, NoBound, blocks: false, None), head => Assert.False(head.IsBehind));
    }

    [Fact]
    public async Task Hold_sets_aside_what_is_behind_and_nothing_else()
    {
        await PublishAsync("a", 1, 2, 3, 4);
        await PublishAsync("b", 5);
        await ParkAsync((await HeadsAsync("a"))[1].Record.Id);

        Assert.Equal(1, await Lanes.HoldAsync(["a", "b"], atMost: 1, None));
        Assert.Equal(1, await Lanes.HoldAsync(["a", "b"], atMost: 10, None));

        Assert.Equal([1], await ReadAsync("a"));
        Assert.Equal([5], await ReadAsync("b"));
        var counts = await Operations.CountAsync(None);
        Assert.Equal((4, 1, 2), (counts.Waiting, counts.Parked, counts.Held));
        Assert.Equal(2, (await Operations.ListAsync(isParked: false, null, null, 10, None)).Count(record => record.State == RecordState.Held));
    }

    [Fact]
    public async Task Unhold_frees_nothing_that_a_parked_record_holds()
    {
        await PublishAsync("a", 1, 2);
        await ParkHeadAsync("a");
        await Lanes.HoldAsync(["a"], 10, None);

        Assert.Empty(await Lanes.UnholdAsync(blocks: true, 10, None));
        Assert.Equal(["a"], await Lanes.UnholdAsync(blocks: false, 10, None));
    }

    [Fact]
    public async Task Unhold_frees_what_comes_first_and_the_rest_stays_behind_nothing_but_itself()
    {
        await PublishAsync("a", 1, 2, 3, 4);
        await ParkHeadAsync("a");
        await Lanes.HoldAsync(["a"], 10, None);
        await InScopeAsync(db => db.Records.Where(record => record.ParkedAt != null).ExecuteDeleteAsync());

        Assert.Equal(2, (await Lanes.UnholdAsync(blocks: true, 2, None)).Count);
        await PublishAsync("a", 5);

        // 4 is held yet, so 5, which waits, is behind it.
        var heads = await HeadsAsync("a");
        Assert.Equal([(2, false), (3, false), (5, true)], heads.Select(head => (NumberOf(head.Record), head.IsBehind)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Parked_record_put_back_or_given_up_frees_those_behind_it(bool retry)
    {
        await PublishAsync("a", 1, 2, 3);
        var head = await ParkHeadAsync("a");
        await Lanes.HoldAsync(["a"], 10, None);

        Assert.Single(retry ? await Operations.RetryAsync([head], None) : await Operations.DiscardAsync([head], None));

        Assert.Equal(retry ? [1, 2, 3] : [2, 3], await ReadAsync("a"));
    }

    [Fact]
    public async Task Parked_record_put_back_leaves_those_held_that_another_holds()
    {
        await PublishAsync("a", 1, 2, 3, 4);
        var heads = await HeadsAsync("a");
        await ParkAsync(heads[0].Record.Id);
        await ParkAsync(heads[2].Record.Id);
        await Lanes.HoldAsync(["a"], 10, None);

        await Operations.RetryAsync([heads[0].Record.Id], None);

        Assert.Equal([1, 2], await ReadAsync("a"));
    }

    [Fact]
    public async Task Discard_refuses_what_waits_in_a_lane_and_takes_what_is_held()
    {
        await PublishAsync("a", 1, 2);
        var heads = await HeadsAsync("a");
        Assert.Empty(await Operations.DiscardAsync([heads[0].Record.Id, heads[1].Record.Id], None));

        await ParkAsync(heads[0].Record.Id);
        await Lanes.HoldAsync(["a"], 10, None);

        Assert.Single(await Operations.DiscardAsync([heads[1].Record.Id], None));
    }

    [Theory, MemberData(nameof(ModelShape.All), MemberType = typeof(ModelShape))]
    public async Task Every_statement_works_on_tables(ModelShape shape)
    {
        await using var shaped = new TStore();
        await shaped.CreateAsync(shape);
        var lanes = new RelationalLaneStore<ConformanceDb>(shaped.Services.GetRequiredService<IServiceScopeFactory>());

        await using (var scope = shaped.Services.CreateAsyncScope())
        {
            await PublishAsync(scope.ServiceProvider, "a", 1, 2);
            await PublishAsync(scope.ServiceProvider, "a", 3);
        }

        Assert.Equal(["a"], await lanes.ListAsync("", 10, None));
        var heads = await lanes.ReadAsync(["a"], 10, NoBound, true, None);
        Assert.Equal([1, 2, 3], heads.Select(head => NumberOf(head.Record)));
        await lanes.PauseAsync(heads[0].Record.Id, Minute, "later", None);
        await lanes.ParkAsync(heads[0].Record.Id, "never", None);
        Assert.Equal(2, await lanes.HoldAsync(["a"], 10, None));
        Assert.Empty(await lanes.UnholdAsync(true, 10, None));
        Assert.Equal(2, (await lanes.UnholdAsync(false, 10, None)).Count);
    }

    [Fact]
    public async Task Conditions_of_indexes_follow_the_names_of_the_columns()
    {
        await using var renamed = new TStore();
        await renamed.CreateAsync(ModelShape.Renamed);
        await using var scope = renamed.Services.CreateAsyncScope();
        var record = scope.ServiceProvider.GetRequiredService<ConformanceDb>().Model.FindEntityType(typeof(OutboxRecord))!;

        var filters = record.GetIndexes().Select(index => index.GetFilter()).ToList();
        Assert.Equal(4, filters.Count);
        Assert.All(filters, filter => Assert.Contains("\"Order \"\"", filter, StringComparison.Ordinal));
    }

    private async Task PublishAsync(string lane, params int[] numbers)
    {
        await using var scope = Store.Services.CreateAsyncScope();
        await PublishAsync(scope.ServiceProvider, lane, numbers);
    }

    private static async Task PublishAsync(IServiceProvider scope, string lane, params int[] numbers)
    {
        foreach (var number in numbers)
            await scope.GetRequiredService<IPublishEndpoint>().Publish(new OrderPlaced($"{number}"), context => context.SetLane(lane));

        await scope.GetRequiredService<ConformanceDb>().SaveChangesAsync();
    }

    private Task<IReadOnlyList<LaneHead>> HeadsAsync(string lane) => Lanes.ReadAsync([lane], 100, NoBound, blocks: true, None);

    private async Task<List<int>> ReadAsync(string lane, int ofEach = 100) =>
        [.. (await Lanes.ReadAsync([lane], ofEach, NoBound, blocks: true, None)).Where(head => !head.IsBehind).Select(head => NumberOf(head.Record))];

    private async Task<Guid> ParkHeadAsync(string lane)
    {
        var head = (await HeadsAsync(lane))[0].Record.Id;
        await ParkAsync(head);
        return head;
    }

    private Task ParkAsync(Guid record) => Lanes.ParkAsync(record, "cannot be sent", None);

    private Task<int> RemoveAllAsync(string lane) => InScopeAsync(db => db.Records.Where(record => record.Lane == lane).ExecuteDeleteAsync());

    private static int NumberOf(OutboxRecord record)
    {
        using var body = System.Text.Json.JsonDocument.Parse(record.Body);
        return int.Parse(body.RootElement.GetProperty("message").GetProperty("orderNumber").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
