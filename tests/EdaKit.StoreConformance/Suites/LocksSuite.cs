using EdaKit.Sagas.Locking;
using EdaKit.StoreConformance.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Semantic locks: one owner at a time, and only as long as its transaction commits.</summary>
public abstract class LocksSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private const string Seat = "seat/12A";

    [Fact]
    public async Task Lock_keeps_all_others_out_until_its_owner_releases_it()
    {
        var (first, second) = (New(), New());

        Assert.True(await TryLockAsync(first));
        Assert.True(await TryLockAsync(first));
        Assert.False(await TryLockAsync(second));
        Assert.True(await TryLockAsync(second, "seat/12B"));

        Assert.False(await ReleaseAsync(second));
        Assert.True(await ReleaseAsync(first));
        Assert.False(await ReleaseAsync(first));
        Assert.True(await TryLockAsync(second));
    }

    [Fact]
    public async Task Owners_that_share_an_id_are_told_apart_by_their_names()
    {
        var trip = New();
        var visa = trip with { Name = "travel.visa" };
        Assert.True(await TryLockAsync(trip));

        Assert.False(await TryLockAsync(visa));
        Assert.Equal(0, await InTransactionAsync(Store.Services, db => SemanticLockStore.ReleaseAllAsync(db, visa, None)));

        Assert.NotNull(await FindAsync());
    }

    [Fact]
    public async Task Find_tells_owner_and_age_by_the_database_s_clock_and_a_second_call_keeps_the_first_time()
    {
        var owner = New();
        Assert.Null(await FindAsync());

        var before = await NowAsync();
        await TryLockAsync(owner);
        var after = await NowAsync();
        var found = (await FindAsync())!;
        Assert.Equal((Seat, owner), (found.Resource, found.Owner));
        Assert.InRange(found.Since.ToUnixTimeMilliseconds(), before, after);
        Assert.InRange(found.Age, TimeSpan.Zero, Minute);

        await InScopeAsync(db => db.Set<SemanticLockEntry>().ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Since, entry => entry.Since - 3_600_000)));
        Assert.True(await TryLockAsync(owner));
        Assert.InRange((await FindAsync())!.Age, TimeSpan.FromHours(1), TimeSpan.FromHours(1) + Minute);
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_lock_and_releases_none()
    {
        var (first, second) = (New(), New());

        Assert.True(await InTransactionAsync(Store.Services, db => SemanticLockStore.TryLockAsync(db, Seat, first, None), commit: false));
        Assert.Null(await FindAsync());

        Assert.True(await TryLockAsync(second));
        Assert.Equal(1, await InTransactionAsync(Store.Services, db => SemanticLockStore.ReleaseAllAsync(db, second, None), commit: false));
        Assert.Equal(second, (await FindAsync())!.Owner);
    }

    [Fact]
    public async Task Transaction_that_is_refused_goes_on_and_commits()
    {
        await TryLockAsync(New());

        await InTransactionAsync(Store.Services, async db =>
        {
            Assert.False(await SemanticLockStore.TryLockAsync(db, Seat, New(), None));
            db.Effects.Add(new() { Text = "waiting list" });
            return await db.SaveChangesAsync();
        });

        Assert.Equal(1, await InScopeAsync(db => db.Effects.CountAsync()));
    }

    [Fact]
    public async Task Release_all_releases_what_the_owner_has_and_nothing_else()
    {
        var (first, second) = (New(), New());
        await TryLockAsync(first);
        await TryLockAsync(first, "seat/12B");
        await TryLockAsync(second, "seat/12C");

        Assert.Equal(2, await InTransactionAsync(Store.Services, db => SemanticLockStore.ReleaseAllAsync(db, first, None)));

        Assert.Equal("seat/12C", Assert.Single(await InScopeAsync(db => db.Set<SemanticLockEntry>().ToListAsync())).Resource);
    }

    [Fact]
    public async Task Several_are_taken_all_or_none()
    {
        var (first, second) = (New(), New());
        await TryLockAsync(first, "seat/12B");

        var refused = await TryLockAllAsync(Store.Services, second, "seat/12C", "seat/12B", "seat/12A");

        Assert.False(refused.IsGranted);
        Assert.Contains($"'seat/12B' is held by travel.trip '{first.Id}'", refused.Text, StringComparison.Ordinal);
        Assert.Equal("seat/12B", Assert.Single(await InScopeAsync(db => db.Set<SemanticLockEntry>().ToListAsync())).Resource);
        Assert.True((await TryLockAllAsync(Store.Services, second, "seat/12C", "seat/12A", "seat/12A")).IsGranted);
    }

    [Fact]
    public async Task Of_many_at_once_in_two_processes_exactly_one_has_it()
    {
        var other = Store.OtherProcess().Services;

        for (var round = 0; round < 20; round++)
        {
            var resource = $"seat/{round}";
            var granted = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => InTransactionAsync(n % 2 == 0 ? Store.Services : other,
                db => SemanticLockStore.TryLockAsync(db, resource, New(), None)))));

            Assert.Single(granted, isGranted => isGranted);
        }
    }

    [Fact]
    public async Task Many_that_want_the_same_two_in_different_orders_do_not_block_each_other()
    {
        var other = Store.OtherProcess().Services;

        for (var round = 0; round < 20; round++)
        {
            string[] resources = [$"seat/{round}a", $"seat/{round}b"];
            var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() =>
                TryLockAllAsync(n % 2 == 0 ? Store.Services : other, New(), n % 4 < 2 ? resources : [.. resources.Reverse()]))));

            Assert.Single(attempts, attempt => attempt.IsGranted);
        }
    }

    [Fact]
    public async Task Lock_waits_for_one_under_way_and_has_it_where_that_is_rolled_back()
    {
        // SQLite has one writer: the second waits before it can ask.
        if (Store.HasOneWriter)
            return;

        await using var scope = Store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        var transaction = await db.Database.BeginTransactionAsync();
        Assert.True(await SemanticLockStore.TryLockAsync(db, Seat, New(), None));

        var second = TryLockAsync(New());
        await Store.SomebodyWaitsAsync();
        await transaction.DisposeAsync();

        Assert.True(await second);
    }

    [Fact]
    public async Task Transaction_that_is_refused_does_not_keep_the_owner_from_releasing()
    {
        if (Store.HasOneWriter)
            return;

        var owner = New();
        await TryLockAsync(owner);
        await using var scope = Store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.False(await SemanticLockStore.TryLockAsync(db, Seat, New(), None));

        Assert.True(await ReleaseAsync(owner).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static SemanticLockOwner New() => new(Guid.NewGuid(), "travel.trip");

    private Task<bool> TryLockAsync(SemanticLockOwner owner, string resource = Seat) =>
        InTransactionAsync(Store.Services, db => SemanticLockStore.TryLockAsync(db, resource, owner, None));

    private static Task<LockAttempt> TryLockAllAsync(IServiceProvider process, SemanticLockOwner owner, params string[] resources) =>
        InTransactionAsync(process, db => new StoredLocks(db).TryLockAsync(owner, resources, None));

    private Task<bool> ReleaseAsync(SemanticLockOwner owner) => InTransactionAsync(Store.Services, db => SemanticLockStore.ReleaseAsync(db, Seat, owner, None));

    private Task<SemanticLock?> FindAsync() => InScopeAsync(db => SemanticLockStore.FindAsync(db, Seat, None));

    private static async Task<T> InTransactionAsync<T>(IServiceProvider process, Func<ConformanceDb, Task<T>> work, bool commit = true)
    {
        await using var scope = process.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var result = await work(db);

        if (commit)
            await transaction.CommitAsync();

        return result;
    }
}
