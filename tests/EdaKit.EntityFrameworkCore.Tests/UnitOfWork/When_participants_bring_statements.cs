using System.Data.Common;
using EdaKit.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.UnitOfWork;

public sealed class When_participants_bring_statements
{
    public static TheoryData<StoreKind, bool> Everywhere => new()
    {
        { StoreKind.Sqlite, true }, { StoreKind.Sqlite, false }, { StoreKind.PostgreSql, true }, { StoreKind.PostgreSql, false },
    };

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Should_store_them_with_one_row_with_several_and_with_none(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);

        foreach (var rows in (int[])[0, 1, 3])
        {
            await using var work = new AtWork(container);
            work.Writer.Add($"first with {rows}");
            work.Writer.Add($"second with {rows}");
            work.Db.Notes.AddRange(Enumerable.Range(0, rows).Select(_ => new Note()));

            await work.SaveAsync(asynchronous);

            Assert.Equal(["saving", "saved", "committed"], work.Writer.Told);
            Assert.Single(work.Writer.RanInTransaction);
            Assert.Equal(rows, work.Db.ChangeTracker.Entries().Count());
        }

        Assert.Equal(4, await container.CountNotesAsync());
        Assert.Equal(["first with 0", "first with 1", "first with 3", "second with 0", "second with 1", "second with 3"], await container.TracesAsync());
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Should_store_no_row_when_they_fail(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);

        foreach (var rows in (int[])[0, 1, 3])
        {
            await using var work = new AtWork(container);
            work.Writer.Add("trace");
            work.Writer.Fails = true;
            work.Db.Notes.AddRange(Enumerable.Range(0, rows).Select(_ => new Note()));

            await Assert.ThrowsAnyAsync<Exception>(() => work.SaveAsync(asynchronous));

            Assert.Equal(["saving", "failed"], work.Writer.Told);
        }

        Assert.Equal(0, await container.CountNotesAsync());
        Assert.Empty(await container.TracesAsync());
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Should_not_store_them_when_a_row_fails(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        var there = new Note();
        await container.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<NotesDb>();
            db.Add(there);
            await db.SaveChangesAsync();
        });

        await using var work = new AtWork(container);
        work.Writer.Add("trace");
        var twin = work.Db.Notes.Add(new() { Id = there.Id });
        await Assert.ThrowsAsync<DbUpdateException>(() => work.SaveAsync(asynchronous));
        Assert.Empty(await container.TracesAsync());

        twin.State = EntityState.Detached;
        await work.SaveAsync(asynchronous);

        Assert.Equal(["trace"], await container.TracesAsync());
        Assert.Equal(["saving", "failed", "saving", "saved", "committed"], work.Writer.Told);
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Should_not_store_them_when_an_update_finds_no_row(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new AtWork(container);

        work.Writer.Add("trace");
        var gone = work.Db.Update(new Note { Text = "never stored" });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => work.SaveAsync(asynchronous));
        Assert.Empty(await container.TracesAsync());

        gone.State = EntityState.Detached;
        await work.SaveAsync(asynchronous);

        Assert.Equal(["trace"], await container.TracesAsync());
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_store_them_although_the_application_wants_no_transactions(StoreKind kind)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new AtWork(container);
        work.Db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        var note = new Note();
        work.Db.Notes.AddRange(note, new Note());
        work.Writer.Add("trace");
        work.Writer.Fails = true;

        await Assert.ThrowsAnyAsync<Exception>(() => work.SaveAsync(asynchronous: true));
        Assert.Equal(0, await container.CountNotesAsync());
        Assert.Equal(AutoTransactionBehavior.Never, work.Db.Database.AutoTransactionBehavior);

        work.Writer.Fails = false;
        await work.SaveAsync(asynchronous: true);

        Assert.Equal(2, await container.CountNotesAsync());
        Assert.Equal(["trace"], await container.TracesAsync());
        Assert.Equal(AutoTransactionBehavior.Never, work.Db.Database.AutoTransactionBehavior);
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Should_store_them_once_when_the_save_has_many_commands(StoreKind kind)
    {
        await using var container = await TestContainer.CreateAsync(kind, options: options => MaxBatchSize(options, kind, 2));
        await using var work = new AtWork(container);

        work.Writer.Add("trace");
        work.Db.Notes.AddRange(Enumerable.Range(0, 7).Select(_ => new Note()));
        await work.SaveAsync(asynchronous: true);

        Assert.Equal(7, await container.CountNotesAsync());
        Assert.Equal(["trace"], await container.TracesAsync());
        Assert.Equal([true], work.Writer.RanInTransaction);
    }

    [Fact]
    public async Task Should_store_none_of_many_commands_when_the_last_one_fails()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql, options: options => MaxBatchSize(options, StoreKind.PostgreSql, 1));
        await using var work = new AtWork(container);
        var twin = Guid.NewGuid();
        await container.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<NotesDb>();
            db.Add(new Note { Id = twin });
            await db.SaveChangesAsync();
        });

        work.Writer.Add("trace");
        work.Db.Notes.AddRange(new Note(), new Note(), new Note { Id = twin });
        await Assert.ThrowsAsync<DbUpdateException>(() => work.SaveAsync(asynchronous: true));

        Assert.Equal(1, await container.CountNotesAsync());
        Assert.Empty(await container.TracesAsync());
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Should_let_the_application_correct_its_data_within_its_transaction(StoreKind kind, bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(kind);
        await using var work = new AtWork(container);

        await using (var transaction = await work.Db.Database.BeginTransactionAsync())
        {
            // Alone, since nothing else is saved; and then with a row.
            work.Writer.Add("alone");
            work.Writer.Fails = true;
            await Assert.ThrowsAnyAsync<Exception>(() => work.SaveAsync(asynchronous));
            work.Writer.Fails = false;
            await work.SaveAsync(asynchronous);

            work.Writer.Add("with a row");
            work.Db.Notes.Add(new());
            work.Writer.Fails = true;
            await Assert.ThrowsAnyAsync<Exception>(() => work.SaveAsync(asynchronous));
            work.Writer.Fails = false;
            await work.SaveAsync(asynchronous);

            await transaction.CommitAsync();
        }

        Assert.Equal(["alone", "with a row"], await container.TracesAsync());
        Assert.Equal(1, await container.CountNotesAsync());
    }

    [Theory, InlineData(1), InlineData(2), InlineData(0)]
    public async Task Should_store_them_once_when_the_save_is_repeated_after_a_failure(int rows)
    {
        var lose = new LoseAnAnswer();
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql, options: options =>
        {
            options.UseNpgsql(npgsql => npgsql.ExecutionStrategy(dependencies => new RetryOnce(dependencies)));
            options.AddInterceptors(lose);
        });
        await using var work = new AtWork(container);

        work.Writer.Add("trace");
        work.Db.Notes.AddRange(Enumerable.Range(0, rows).Select(_ => new Note()));
        if (rows > 0)
            work.Db.Update(await StoredAsync(work.Db)).Entity.Text = "changed";
        lose.Armed = rows > 0;
        await work.SaveAsync(asynchronous: true);

        Assert.False(lose.Armed);
        Assert.Equal(["trace"], await container.TracesAsync());
        Assert.Equal(["saving", "saved", "committed"], work.Writer.Told.TakeLast(3));
    }

    /// <summary>EF Core tells nobody of a failure as it reads a result: the command as such has succeeded.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_store_them_once_when_the_save_is_repeated_after_a_later_result_of_a_command_failed(bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql, options: options => options.UseNpgsql(npgsql => npgsql.EnableRetryOnFailure(1, TimeSpan.Zero, null)));
        await using var work = new AtWork(container);
        await work.Db.Database.ExecuteSqlRawAsync("""
            create sequence tries;
            create function deadlock_once() returns trigger language plpgsql as $$
            begin
                if nextval('tries') = 1 then
                    raise exception 'once' using errcode = '40P01';
                end if;
                return new;
            end $$;
            create trigger once before insert on "Traces" for each row execute function deadlock_once();
            """);

        work.Writer.Add("trace");
        work.Db.Tickets.Add(new());
        await work.SaveAsync(asynchronous);

        Assert.Equal(2, work.Writer.RanInTransaction.Count);
        Assert.Equal(["trace"], await container.TracesAsync());
        Assert.Equal(["saving", "saved", "committed"], work.Writer.Told);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_say_why_they_failed_behind_a_command_with_a_result(bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql);
        await using var work = new AtWork(container);
        work.Writer.Add("trace");
        work.Writer.Fails = true;
        work.Db.Tickets.Add(new());

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => work.SaveAsync(asynchronous));

        Assert.Equal("23502", Assert.IsType<Npgsql.PostgresException>(failure.InnerException).SqlState);
        Assert.Equal(["saving", "failed"], work.Writer.Told);
        Assert.Equal(0, await work.Db.Tickets.CountAsync());
    }

    private static async Task<Note> StoredAsync(NotesDb db)
    {
        var note = new Note();
        await db.Database.ExecuteSqlAsync($"insert into \"Notes\" (\"Id\", \"Text\") values ({note.Id}, '')");
        return note;
    }

    private static void MaxBatchSize(DbContextOptionsBuilder options, StoreKind kind, int size)
    {
        if (kind == StoreKind.Sqlite)
            options.UseSqlite(sqlite => sqlite.MaxBatchSize(size));
        else
            options.UseNpgsql(npgsql => npgsql.MaxBatchSize(size));
    }

    /// <summary>A scope with its context and a participant in it.</summary>
    private sealed class AtWork : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope;
        private readonly IDisposable _participation;

        public AtWork(TestContainer container)
        {
            _scope = container.Scope();
            Db = _scope.ServiceProvider.GetRequiredService<NotesDb>();
            _participation = container.Tracker.Join(Db, Writer);
        }

        public NotesDb Db { get; }

        public StatementWriter Writer { get; } = new();

        public async Task SaveAsync(bool asynchronous)
        {
            if (asynchronous)
                await Db.SaveChangesAsync();
            else
                Db.SaveChanges();
        }

        public async ValueTask DisposeAsync()
        {
            _participation.Dispose();
            await _scope.DisposeAsync();
        }
    }

    /// <summary>Runs a command and then loses its answer, as a connection does that breaks.</summary>
    private sealed class LoseAnAnswer : DbCommandInterceptor
    {
        public bool Armed { get; set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result,
            CancellationToken cancellationToken = default)
        {
            if (!Armed || eventData.CommandSource != CommandSource.SaveChanges)
                return result;

            Armed = false;
            await result.DisposeAsync();
            throw new TimeoutException("The test loses this answer.");
        }
    }

    private sealed class RetryOnce(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, maxRetryCount: 1, TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is TimeoutException or DbUpdateException { InnerException: TimeoutException };
    }
}
