using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Storage;
using EdaKit.StoreConformance.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdaKit.StoreConformance.Suites;

/// <summary>Cleaning: the inbox forgets what is older than its window, a bounded number at a time.</summary>
public abstract class CleaningSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    [Fact]
    public async Task Forget_on_an_empty_table_forgets_nothing() => Assert.Equal(0, await ForgetAsync(10));

    [Fact]
    public async Task Forget_leaves_what_is_within_the_window()
    {
        await AddEntriesAsync(-3_700_000, -3_500_000, 0);

        Assert.Equal(1, await ForgetAsync(10));
        Assert.Equal([-3_500_000, 0], await AgesAsync());
    }

    [Fact]
    public async Task Forget_is_bounded_and_takes_the_oldest_first()
    {
        await AddEntriesAsync(-5_000_000, -9_000_000, -7_000_000, -8_000_000, -6_000_000);

        Assert.Equal(2, await ForgetAsync(2));
        Assert.Equal([-7_000_000, -6_000_000, -5_000_000], await AgesAsync());
        Assert.Equal(2, await ForgetAsync(2));
        Assert.Equal(1, await ForgetAsync(2));
        Assert.Equal(0, await ForgetAsync(2));
    }

    [Fact]
    public async Task Forget_takes_of_one_message_the_entry_that_is_old_and_leaves_the_one_that_is_not()
    {
        var message = Guid.NewGuid();
        var now = await NowAsync();
        await InScopeAsync(db =>
        {
            db.Entries.AddRange(new() { MessageId = message, Consumer = "old", ConsumedAt = now - 9_000_000 }, new() { MessageId = message, Consumer = "new", ConsumedAt = now });
            return db.SaveChangesAsync();
        });

        Assert.Equal(1, await ForgetAsync(10));
        Assert.Equal("new", Assert.Single(await InScopeAsync(db => db.Entries.ToListAsync())).Consumer);
    }

    [Fact]
    public async Task Cleaner_forgets_everything_old_in_batches()
    {
        await AddEntriesAsync([.. Enumerable.Range(0, 25).Select(i => -5_000_000 - i), 0]);

        Assert.Equal(25, await CleanerOf(Store).RunAsync(None));
        Assert.Equal([0], await AgesAsync());
    }

    [Fact]
    public async Task Cleaners_of_two_processes_forget_each_entry_once()
    {
        await AddEntriesAsync([.. Enumerable.Range(0, 500).Select(i => -5_000_000 - i)]);
        var other = Store.OtherProcess();

        var forgotten = await Task.WhenAll(Task.Run(() => CleanerOf(Store).RunAsync(None)), Task.Run(() => CleanerOf(other).RunAsync(None)));

        // A batch that meets rows which the other is removing is short, and ends that cleaner's round: what is left waits for the next.
        var left = await InScopeAsync(db => db.Entries.CountAsync());
        Assert.Equal(500, forgotten.Sum() + left);
    }

    private Task<int> ForgetAsync(int atMost) => InScopeAsync(db => InboxStore.ForgetAsync(db, Window, atMost, None));

    private static InboxCleaner<ConformanceDb> CleanerOf(IStoreUnderTest store)
    {
        var options = new OutboxOptions();
        options.Inbox.Window = Window;
        options.Inbox.CleaningBatchSize = 10;
        return new(options, store.Services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, NullLogger<InboxCleaner<ConformanceDb>>.Instance);
    }

    private async Task AddEntriesAsync(params int[] ages)
    {
        var now = await NowAsync();
        await InScopeAsync(db =>
        {
            db.Entries.AddRange(ages.Select(age => new InboxEntry { MessageId = Guid.NewGuid(), Consumer = $"{age}", ConsumedAt = now + age }));
            return db.SaveChangesAsync();
        });
    }

    private async Task<IEnumerable<int>> AgesAsync() =>
        (await InScopeAsync(db => db.Entries.OrderBy(entry => entry.ConsumedAt).Select(entry => entry.Consumer).ToListAsync())).Select(int.Parse);
}
