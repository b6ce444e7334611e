using EdaKit.EntityFrameworkCore.UnitOfWork;
using EdaKit.Journal;
using EdaKit.StoreConformance.Stores;
using EdaKit.Tracing.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.StoreConformance.Suites;

/// <summary>The journal: entries are stored with what the context saves, or not at all.</summary>
public abstract class JournalSuite<TStore> : StoreSuite<TStore>
    where TStore : IStoreUnderTest, new()
{
    [Theory, InlineData(1), InlineData(2), InlineData(2_500)]
    public async Task Entries_are_stored_as_they_are_with_what_is_saved(int count)
    {
        var entries = Enumerable.Range(1, count).Select(Entry).ToList();

        await WriteAsync(entries, db => db.Add(new Effect()));

        var stored = await StoredAsync();
        Assert.Equal(count, stored.Count);
        Assert.Equivalent(entries.Select(entry => entry.Note), stored.Select(entry => entry.Note));
        var (expected, actual) = (entries[0], stored.Single(entry => entry.Note == entries[0].Note));
        expected.Id = actual.Id;
        Assert.Equivalent(expected, actual, strict: true);
        Assert.Equal(1, await InScopeAsync(db => db.Effects.CountAsync()));
    }

    [Fact]
    public async Task Entries_are_stored_where_the_save_has_nothing_else()
    {
        await WriteAsync([Entry(1)]);

        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task Entries_may_lack_all_but_time_and_kind()
    {
        await WriteAsync([new() { At = 1, Kind = JournalKind.Parked }, new() { At = 2, Kind = JournalKind.Moved }]);

        Assert.Equal([(JournalKind.Parked, null), (JournalKind.Moved, null)], (await StoredAsync()).Select(entry => (entry.Kind, entry.MessageId)));
    }

    [Fact]
    public async Task Texts_that_do_not_fit_are_cut()
    {
        var entry = Entry(1);
        (entry.Contract, entry.Key, entry.Participant, entry.Note) = (new('c', 300), $"a\0{new string('k', 300)}", new('p', 600), new('n', 3000));

        await WriteAsync([entry]);

        var stored = Assert.Single(await StoredAsync());
        Assert.Equal((200, 200, 500, 2000), (stored.Contract!.Length, stored.Key!.Length, stored.Participant!.Length, stored.Note!.Length));
        Assert.StartsWith("a\uFFFDkk", stored.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_across_the_bound_goes_as_a_whole()
    {
        var entry = Entry(1);
        (entry.Key, entry.Note) = (new string('k', 199) + "💶 and more", new string('n', 1999) + "💶");

        await WriteAsync([entry], db => db.Add(new Effect()));

        var stored = Assert.Single(await StoredAsync());
        Assert.Equal((new string('k', 199), new string('n', 1999)), (stored.Key, stored.Note));
    }

    /// <summary>Five entries go another way to PostgreSQL than one.</summary>
    [Theory, InlineData(1), InlineData(5)]
    public async Task Half_a_character_in_a_key_or_an_error_is_replaced(int count)
    {
        var entries = Enumerable.Range(1, count).Select(Entry).ToList();
        foreach (var entry in entries)
            (entry.Key, entry.Note) = ("order \uDCB6", "System.FormatException: half \uD83D a character, and a whole 💶 (attempt 1)");

        await WriteAsync(entries, db => db.Add(new Effect()));

        Assert.All(await StoredAsync(), stored => Assert.Equal(("order \uFFFD", "System.FormatException: half \uFFFD a character, and a whole 💶 (attempt 1)"), (stored.Key, stored.Note)));
    }

    [Fact]
    public async Task Entries_of_a_transaction_that_is_rolled_back_are_gone()
    {
        await InScopeAsync(async db =>
        {
            using var journal = JournalOf(db);
            await using var transaction = await db.Database.BeginTransactionAsync();
            journal.Add(Entry(1));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });

        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task Entries_of_a_save_that_failed_come_with_the_next_one_once()
    {
        var taken = new Effect();
        await InScopeAsync(db =>
        {
            db.Add(taken);
            return db.SaveChangesAsync();
        });

        await InScopeAsync(async db =>
        {
            using var journal = JournalOf(db);
            journal.Add(Entry(1));
            db.Add(new Effect { Id = taken.Id });
            await Assert.ThrowsAnyAsync<DbUpdateException>(() => db.SaveChangesAsync());

            db.ChangeTracker.Clear();
            await db.SaveChangesAsync();
            await db.SaveChangesAsync();
        });

        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task Entries_that_are_discarded_are_not_stored()
    {
        await InScopeAsync(async db =>
        {
            using var journal = JournalOf(db);
            journal.Add(Entry(1));
            journal.Discard();
            journal.Add(Entry(2));
            await db.SaveChangesAsync();
        });

        Assert.Equal("note 2", Assert.Single(await StoredAsync()).Note);
    }

    [Fact]
    public async Task Forget_removes_what_is_old_in_a_window()
    {
        await WriteAsync([.. Enumerable.Range(1, 10).Select(Entry)]);

        Assert.Equal(3, await ForgetAsync(after: 0, size: 3, before: 8));
        Assert.Equal([4, 5, 6, 7, 8, 9, 10], (await StoredAsync()).Select(entry => entry.At));
        Assert.Equal(2, await ForgetAsync(after: (await StoredAsync())[1].Id, size: 100, before: 8));
        Assert.Equal(2, await ForgetAsync(after: 0, size: 100, before: 8));
        Assert.Equal(0, await ForgetAsync(after: 0, size: 100, before: 8));

        Assert.Equal([8, 9, 10], (await StoredAsync()).Select(entry => entry.At));
    }

    [Fact]
    public async Task A_window_ends_with_its_last_entry_or_with_the_last_of_all()
    {
        await WriteAsync([.. Enumerable.Range(1, 5).Select(Entry)]);
        var stored = await StoredAsync();

        Assert.Equal(3, (await LastOfAsync(after: 0, size: 3))!.At);
        Assert.Equal(5, (await LastOfAsync(after: stored[2].Id, size: 3))!.At);
        Assert.Null(await LastOfAsync(after: stored[4].Id, size: 3));
    }

    private static JournalEntry Entry(int n) => new()
    {
        At = n,
        Kind = JournalKind.Consumed,
        Service = "tests",
        MessageId = Guid.NewGuid(),
        ConversationId = Guid.NewGuid(),
        CausationId = Guid.NewGuid(),
        CorrelationId = Guid.NewGuid(),
        Contract = "tests.order-placed",
        Version = 2,
        KeyName = "OrderNumber",
        Key = $"{n}",
        Participant = "orders/OnOrder/tests.order-placed",
        Note = $"note {n}",
    };

    private JournalBuffer<ConformanceDb> JournalOf(ConformanceDb db) =>
        new(db, Store.Services.GetRequiredService<UnitOfWorkTracker>(), new(new() { Service = "tests" }));

    private Task WriteAsync(IReadOnlyList<JournalEntry> entries, Action<ConformanceDb>? more = null) => InScopeAsync(async db =>
    {
        using var journal = JournalOf(db);
        foreach (var entry in entries)
            journal.Add(entry);

        more?.Invoke(db);
        await db.SaveChangesAsync();
    });

    private Task<List<JournalEntry>> StoredAsync() => InScopeAsync(db => db.Set<JournalEntry>().AsNoTracking().OrderBy(entry => entry.At).ToListAsync());

    private async Task<int> ForgetAsync(long after, int size, long before)
    {
        var last = await LastOfAsync(after, size);
        return await InScopeAsync(db => db.Database.ExecuteSqlRawAsync(JournalSql.For(db).Forget, after, last!.Id, before));
    }

    private Task<JournalEntry?> LastOfAsync(long after, int size) => InScopeAsync(db => JournalCleaner<ConformanceDb>.LastOf(db, after, size).FirstOrDefaultAsync());
}
