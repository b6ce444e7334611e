using EdaKit.Sagas.Fencing;
using EdaKit.StoreConformance.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>The fence: a command and its undo agree on whether there is something to undo, whichever comes first.</summary>
public abstract class FenceSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private const string Operation = "book-flight";
    private const int Rounds = 200;

    [Fact]
    public async Task Enter_before_the_undo_is_let_in_each_time_and_keeps_the_first_time_by_the_database_s_clock()
    {
        var key = Guid.NewGuid();

        var before = await NowAsync();
        Assert.True(await EnterAsync(key));
        var after = await NowAsync();
        var first = Assert.Single(await EntriesAsync());
        Assert.InRange(first.EnteredAt!.Value, before, after);
        Assert.Null(first.ClosedAt);

        await InScopeAsync(db => db.Set<FenceEntry>().ExecuteUpdateAsync(set => set.SetProperty(entry => entry.EnteredAt, 1)));
        Assert.True(await EnterAsync(key));
        Assert.Equal(1, Assert.Single(await EntriesAsync()).EnteredAt);
    }

    [Fact]
    public async Task Enter_after_the_undo_is_refused()
    {
        var key = Guid.NewGuid();

        Assert.False(await CloseAsync(key));
        Assert.False(await EnterAsync(key));

        Assert.True(await EnterAsync(Guid.NewGuid()));
        Assert.Null((await EntriesAsync()).Single(entry => entry.Key == key).EnteredAt);
    }

    [Fact]
    public async Task Close_gives_the_same_answer_each_time()
    {
        var (entered, neverEntered) = (Guid.NewGuid(), Guid.NewGuid());
        await EnterAsync(entered);

        for (var i = 0; i < 2; i++)
        {
            Assert.True(await CloseAsync(entered));
            Assert.False(await CloseAsync(neverEntered));
        }

        Assert.False(await EnterAsync(entered));
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_mark()
    {
        var key = Guid.NewGuid();

        await InTransactionAsync(Store.Services, db => FenceStore.CloseAsync(db, Operation, key, None), commit: false);
        Assert.True(await InTransactionAsync(Store.Services, db => FenceStore.TryEnterAsync(db, Operation, key, None), commit: false));

        Assert.False(await CloseAsync(key));
    }

    [Fact]
    public async Task Undo_waits_for_a_command_under_way_and_is_told_of_it()
    {
        // SQLite has one writer: the second waits before it can ask.
        if (Store.HasOneWriter)
            return;

        var key = Guid.NewGuid();
        await using var scope = Store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.True(await FenceStore.TryEnterAsync(db, Operation, key, None));

        var undo = CloseAsync(key);
        await Store.SomebodyWaitsAsync();
        await transaction.CommitAsync();

        Assert.True(await undo);
    }

    [Fact]
    public async Task Command_waits_for_an_undo_under_way_and_is_refused()
    {
        if (Store.HasOneWriter)
            return;

        var key = Guid.NewGuid();
        await using var scope = Store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConformanceDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.False(await FenceStore.CloseAsync(db, Operation, key, None));

        var command = EnterAsync(key);
        await Store.SomebodyWaitsAsync();
        await transaction.CommitAsync();

        Assert.False(await command);
    }

    [Fact]
    public async Task Command_and_undo_at_once_in_two_processes_leave_no_effect_and_agree()
    {
        var other = Store.OtherProcess().Services;

        for (var round = 0; round < Rounds; round++)
        {
            var key = Guid.NewGuid();
            var undoFirst = round % 2 == 0;

            var undo = undoFirst ? Task.Run(() => UndoAsync(other, key)) : null;
            var command = Task.Run(() => DoAsync(Store.Services, key));
            undo ??= Task.Run(() => UndoAsync(other, key));

            var (wasLetIn, hadSomethingToUndo) = (await command, await undo);
            Assert.True(wasLetIn == hadSomethingToUndo, $"Round {round}: let in '{wasLetIn}', something to undo '{hadSomethingToUndo}'.");
        }

        Assert.Equal(0, await InScopeAsync(db => db.Effects.CountAsync()));
    }

    [Fact]
    public async Task Forget_is_bounded_takes_the_oldest_first_and_tells_closed_from_open()
    {
        var keys = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToArray();

        // 0 and 1 are closed, 2 is open; the undo of 3 came just now, long after its command.
        await SetAsync(keys[0], null, 1);
        await SetAsync(keys[1], null, 2);
        await SetAsync(keys[2], 1, null);
        await SetAsync(keys[3], 1, await NowAsync());

        Assert.Equal(1, await InScopeAsync(db => FenceStore.ForgetClosedAsync(db, Minute, 1, None)));
        Assert.Equal(keys[1..].Order(), (await EntriesAsync()).Select(entry => entry.Key).Order());
        Assert.Equal(1, await InScopeAsync(db => FenceStore.ForgetClosedAsync(db, Minute, 10, None)));
        Assert.Equal(1, await InScopeAsync(db => FenceStore.ForgetEnteredAsync(db, Minute, 10, None)));
        Assert.Equal(keys[3], Assert.Single(await EntriesAsync()).Key);
    }

    private static Task<bool> DoAsync(IServiceProvider process, Guid key) => InTransactionAsync(process, async db =>
    {
        if (!await FenceStore.TryEnterAsync(db, Operation, key, None))
            return false;

        db.Effects.Add(new() { Id = key });
        await db.SaveChangesAsync();
        return true;
    });

    private static Task<bool> UndoAsync(IServiceProvider process, Guid key) => InTransactionAsync(process, async db =>
    {
        if (!await FenceStore.CloseAsync(db, Operation, key, None))
            return false;

        Assert.Equal(1, await db.Effects.Where(effect => effect.Id == key).ExecuteDeleteAsync());
        return true;
    });

    private Task<bool> EnterAsync(Guid key) => InTransactionAsync(Store.Services, db => FenceStore.TryEnterAsync(db, Operation, key, None));

    private Task<bool> CloseAsync(Guid key) => InTransactionAsync(Store.Services, db => FenceStore.CloseAsync(db, Operation, key, None));

    private Task<List<FenceEntry>> EntriesAsync() => InScopeAsync(db => db.Set<FenceEntry>().AsNoTracking().ToListAsync());

    private Task<int> SetAsync(Guid key, long? enteredAt, long? closedAt) => InScopeAsync(db =>
    {
        db.Add(new FenceEntry { Operation = Operation, Key = key, EnteredAt = enteredAt, ClosedAt = closedAt });
        return db.SaveChangesAsync();
    });

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
