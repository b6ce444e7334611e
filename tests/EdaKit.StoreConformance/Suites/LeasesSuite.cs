using EdaKit.EntityFrameworkCore.Leases;
using EdaKit.StoreConformance.Stores;
using Microsoft.EntityFrameworkCore;

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

    private async Task<List<string>> TakeAsync(Guid holder, TimeSpan duration, params string[] names) =>
        [.. (await InScopeAsync(db => LeaseStore.TakeAsync(db, holder, names, duration, None))).Order(StringComparer.Ordinal)];
}
