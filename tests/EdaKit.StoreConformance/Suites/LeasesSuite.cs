using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Leases: one holder at a time, by the database's clock.</summary>
public abstract class LeasesSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task Take_gives_what_is_free_and_what_is_one_s_own()
    {
        Assert.Equal(["a", "b"], await TakeAsync(Relay, Minute, "b", "a"));
        Assert.Equal(["c"], await TakeAsync(OtherRelay, Minute, "a", "c"));
        Assert.Equal(["a", "b"], await TakeAsync(Relay, Minute, "a", "b", "c"));
    }

    [Fact]
    public async Task Take_gives_what_has_run_out()
    {
        await TakeAsync(Relay, TimeSpan.FromMilliseconds(-1), "a");

        Assert.Equal(["a"], await TakeAsync(OtherRelay, Minute, "a"));
        Assert.Empty(await TakeAsync(Relay, Minute, "a"));
    }

    [Fact]
    public async Task Take_of_many_at_once_gives_each_to_one()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(n => $"{n:00}")];
        var holders = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();

        var taken = await Task.WhenAll(holders.Select((holder, i) => Task.Run(() =>
            TakeAsync(holder, Minute, i % 2 == 0 ? names : [.. names.Reverse()]))));

        Assert.Equal(names, taken.SelectMany(t => t).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task GiveBack_frees_one_s_own_and_nobody_else_s()
    {
        await TakeAsync(Relay, Minute, "a", "b");
        await InScopeAsync(db => LeaseStore.GiveBackAsync(db, OtherRelay, ["a"], None));
        Assert.Empty(await TakeAsync(OtherRelay, Minute, "a"));

        await InScopeAsync(db => LeaseStore.GiveBackAsync(db, Relay, ["a"], None));
        Assert.Equal(["a"], await TakeAsync(OtherRelay, Minute, "a", "b"));
    }

    [Fact]
    public async Task List_gives_those_of_a_prefix_that_last()
    {
        await TakeAsync(Relay, Minute, "lanes/1", "lanes/2", "other");
        await TakeAsync(OtherRelay, TimeSpan.FromMilliseconds(-1), "lanes/3");

        var listed = await InScopeAsync(db => LeaseStore.ListAsync(db, "lanes/", None));

        Assert.Equal([("lanes/1", Relay), ("lanes/2", Relay)], listed.OrderBy(lease => lease.Key, StringComparer.Ordinal).Select(lease => (lease.Key, lease.Value)));
    }

    [Fact]
    public async Task Forget_removes_those_of_a_prefix_that_ran_out_long_ago()
    {
        await TakeAsync(Relay, -2 * Minute, "relay/1", "relay/2", "relay/3", "other");
        await TakeAsync(Relay, TimeSpan.FromSeconds(-1), "relay/4");
        await TakeAsync(Relay, Minute, "relay/5");

        Assert.Equal(2, await InScopeAsync(db => LeaseStore.ForgetAsync(db, "relay/", Minute, 2, None)));
        Assert.Equal(1, await InScopeAsync(db => LeaseStore.ForgetAsync(db, "relay/", Minute, 2, None)));
        Assert.Equal(["other", "relay/4", "relay/5"], await NamesAsync());
    }

    [Fact]
    public async Task Relay_clears_away_what_relays_left_that_were_killed()
    {
        await TakeAsync(OtherRelay, -2 * Minute, LaneShares.MemberLease(OtherRelay), LaneShares.ShareLease(7), "another-task");
        await TakeAsync(OtherRelay, TimeSpan.FromSeconds(-20), LaneShares.MemberLease(Guid.NewGuid()));
        var options = new LaneOptions { Lease = TimeSpan.FromSeconds(3) };
        var keeper = new ShareKeeper(Relay, typeof(ConformanceDb), new RelationalLeaseKeeper<ConformanceDb>(Store.Services.GetRequiredService<IServiceScopeFactory>()), options,
            TimeProvider.System, NullLogger.Instance);

        await keeper.TickAsync(_ => false, None);

        var names = await NamesAsync();
        Assert.DoesNotContain(LaneShares.MemberLease(OtherRelay), names);
        Assert.Equal(2, names.Count(LaneShares.IsMember));
        Assert.Contains("another-task", names);
        Assert.Equal(LaneShares.Count, names.Count(name => LaneShares.ShareOf(name) is not null));
    }

    private Task<List<string>> NamesAsync() => InScopeAsync(db => db.Set<Lease>().Select(lease => lease.Name).OrderBy(name => name).ToListAsync());

    private async Task<List<string>> TakeAsync(Guid holder, TimeSpan duration, params string[] names) =>
        [.. (await InScopeAsync(db => LeaseStore.TakeAsync(db, holder, names, duration, None))).Order(StringComparer.Ordinal)];
}
