using System.Data.Common;
using EdaKit.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.UnitOfWork;

public sealed class When_a_save_is_the_last_of_its_transaction
{
    [Theory, InlineData(StoreKind.Sqlite, 0), InlineData(StoreKind.Sqlite, 2), InlineData(StoreKind.PostgreSql, 0), InlineData(StoreKind.PostgreSql, 2)]
    public async Task Should_commit_rows_and_statements(StoreKind kind, int rows)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var scope = container.Scope();
        var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
        var writer = new StatementWriter();
        using var participation = container.Tracker.Join(db, writer);

        await using (await db.Database.BeginTransactionAsync())
        {
            db.Notes.Add(new());
            await db.SaveChangesAsync();
            writer.Told.Clear();

            writer.Add("trace");
            db.Notes.AddRange(Enumerable.Range(0, rows).Select(_ => new Note()));
            await container.Tracker.SaveAndCommitAsync(db, () => false, CancellationToken.None);
            Assert.Equal(["saving", "saved", "committed"], writer.Told);
            Assert.Null(db.Database.CurrentTransaction);
        }

        Assert.Equal(1 + rows, await container.CountNotesAsync());
        Assert.Equal(["trace"], await container.TracesAsync());

        // The connection is as good as new.
        writer.Add("next");
        await db.SaveChangesAsync();
        Assert.Equal(["next", "trace"], await container.TracesAsync());
    }

    [Fact]
    public async Task Should_spare_PostgreSql_a_round_trip()
    {
        var ends = new CountEnds();
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql, options: options => options.AddInterceptors(ends.Commands));

        await SaveAsync(container, db => db.Notes.Add(new()));

        Assert.Contains("commit", ends.LastCommand, StringComparison.Ordinal);
        Assert.Equal(1, await container.CountNotesAsync());
    }

    [Fact]
    public async Task Should_not_commit_a_row_when_an_update_finds_none()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => SaveAsync(container, db =>
        {
            db.Notes.Add(new());
            db.Update(new Note { Text = "never stored" });
        }));

        Assert.Equal(0, await container.CountNotesAsync());
    }

    [Fact]
    public async Task Should_not_commit_with_a_command_that_others_follow()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql, options: options => options.UseNpgsql(npgsql => npgsql.MaxBatchSize(1)));
        var twin = Guid.NewGuid();
        await SaveAsync(container, db => db.Notes.Add(new() { Id = twin }));

        await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(container, db => db.Notes.AddRange(new Note(), new Note(), new Note { Id = twin })));

        Assert.Equal(1, await container.CountNotesAsync());
    }

    [Fact]
    public async Task Should_tell_the_application_s_interceptor_of_the_commit()
    {
        var ends = new CountEnds();
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql, options: options => options.AddInterceptors(ends, ends.Commands));
        var before = ends.Commits;

        await SaveAsync(container, db => db.Notes.Add(new()));

        Assert.Equal(before + 1, ends.Commits);
        Assert.DoesNotContain("commit", ends.LastCommand, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_save_what_a_subscriber_adds_after_the_save_in_the_same_transaction()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql);
        var inTransaction = false;
        var isPending = true;

        await SaveAsync(container, db =>
        {
            db.Notes.Add(new());
            db.SavedChanges += (_, _) =>
            {
                inTransaction = db.Database.CurrentTransaction is not null;
                if (isPending)
                    db.Notes.Add(new());
            };
        }, () => isPending && !(isPending = false));

        Assert.True(inTransaction);
        Assert.Equal(2, await container.CountNotesAsync());
    }

    /// <summary>A pooled context comes back as it is to the next unit of work.</summary>
    [Fact]
    public async Task Should_commit_where_it_may_not_and_the_last_one_on_the_same_context_could()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql, pooled: true);
        await SaveAsync(container, db => db.Notes.Add(new()));
        Assert.Equal(1, await container.CountNotesAsync());

        var saved = 0;
        await SaveAsync(container, db =>
        {
            db.SavedChanges += (_, _) => saved++;
            db.Notes.Add(new());
        });

        Assert.Equal((1, 2), (saved, await container.CountNotesAsync()));
    }

    private static async Task SaveAsync(TestContainer container, Action<NotesDb> work, Func<bool>? hasMore = null)
    {
        await using var scope = container.Scope();
        var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();

        work(db);
        await container.Tracker.SaveAndCommitAsync(db, hasMore ?? (() => false), CancellationToken.None);
    }

    private sealed class CountEnds : DbTransactionInterceptor
    {
        public CountEnds() => Commands = new KeepCommand(this);

        public int Commits { get; private set; }

        public string LastCommand { get; private set; } = "";

        public IInterceptor Commands { get; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Commits++;
            return Task.CompletedTask;
        }

        private sealed class KeepCommand(CountEnds ends) : DbCommandInterceptor
        {
            public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result,
                CancellationToken cancellationToken = default)
            {
                ends.LastCommand = command.CommandText;
                return new(result);
            }
        }
    }
}
