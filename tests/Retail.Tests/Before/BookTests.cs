using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Retail.Before.Books;

namespace Retail.Tests.Before;

/// <summary>Calls come twice, late, and in the wrong order; a book ends up right all the same.</summary>
public sealed class BookTests : IAsyncDisposable
{
    private static readonly EntryRequest Request = new("501", 25.00m);
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("retail-tests-").FullName, "book.db");

    [Fact]
    public async Task Do_twice_is_done_once()
    {
        Assert.True(await Do());
        Assert.True(await Do());

        Assert.Equal(EntryState.Done, (await Entry()).State);
    }

    [Fact]
    public async Task Do_many_at_the_same_moment_is_done_once()
    {
        await (await Create()).DisposeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Do)));

        Assert.All(answers, Assert.True);
        Assert.Equal(EntryState.Done, (await Entry()).State);
    }

    [Fact]
    public async Task Undo_after_do_keeps_what_was_done_and_that_it_was_undone()
    {
        await Do();
        await Undo();
        await Undo();

        Assert.True(await Entry() is { State: EntryState.Undone, DoneAt: not null, UndoneAt: not null, Amount: 25.00m });
    }

    [Fact]
    public async Task Undo_before_do_keeps_it_from_being_done()
    {
        await Undo();

        Assert.False(await Do());
        Assert.True(await Entry() is { State: EntryState.Undone, DoneAt: null, UndoneAt: not null });
    }

    [Fact]
    public async Task Do_and_undo_at_the_same_moment_is_undone()
    {
        await (await Create()).DisposeAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? Task.Run(Do) : Task.Run(Undo)));

        Assert.Equal(EntryState.Undone, (await Entry()).State);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<bool> Do()
    {
        await using var db = await Create();
        return await new Book(db, TimeProvider.System).Do("1001", Request);
    }

    private async Task Undo()
    {
        await using var db = await Create();
        await new Book(db, TimeProvider.System).Undo("1001");
    }

    private async Task<BookEntry> Entry()
    {
        await using var db = await Create();
        return await db.Entries.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
    }

    private async Task<BookDb> Create()
    {
        var db = new BookDb(new DbContextOptionsBuilder<BookDb>().UseSqlite($"Data Source={_file}").Options);
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return db;
    }
}
