using System.Data.Common;
using EdaKit.EntityFrameworkCore.Tests.Support;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.Sqlite;

/// <summary>A gate that is kept shows as a <see cref="TimeoutException"/> of whoever writes next: the longest wait is short here.</summary>
public sealed class When_units_of_work_share_a_SQLite_file
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_let_one_that_writes_now_and_then_have_its_turn_beside_one_that_writes_in_a_loop(bool explicitTransaction)
    {
        await using var container = await TestContainer.CreateAsync();
        using var stop = new CancellationTokenSource();
        var turns = 0;

        var loop = Task.Run(async () =>
        {
            await using var scope = container.Scope();
            var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
            await db.Database.OpenConnectionAsync();

            while (!stop.IsCancellationRequested)
            {
                // One turn follows the other on an open connection, so that whoever polls for a gap between two hardly ever meets one.
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.Database.ExecuteSqlRawAsync("""insert into "Traces" ("Id", "Text") values ('x', 'x') on conflict do nothing""");
                await Task.Delay(TimeSpan.FromMilliseconds(20));
                await transaction.CommitAsync();
                Interlocked.Increment(ref turns);
            }
        });

        var waited = new List<int>();
        for (var i = 0; i < 9; i++)
        {
            await using var scope = container.Scope();
            var other = scope.ServiceProvider.GetRequiredService<OtherDb>();
            other.Notes.Add(new());
            var before = Volatile.Read(ref turns);

            if (explicitTransaction)
            {
                await using var transaction = await other.Database.BeginTransactionAsync();
                await other.SaveChangesAsync();
                await transaction.CommitAsync();
            }
            else
            {
                await other.SaveChangesAsync();
            }

            waited.Add(Volatile.Read(ref turns) - before);
        }

        await stop.CancelAsync();
        await loop;

        // The one that holds it, and at most the one that asked in the same moment; the median, since the machine may stall once.
        waited.Sort();
        Assert.True(waited[waited.Count / 2] <= 2, $"Turns of the other between asking and having written: {string.Join(", ", waited)}");
    }

    [Fact]
    public async Task Should_serve_synchronous_and_asynchronous_writers_in_the_order_in_which_they_asked()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var holder = new Work(container);
        await using var transaction = await holder.Db.Database.BeginTransactionAsync();
        var order = new List<string>();
        var writers = new List<Task>();

        for (var i = 0; i < 6; i++)
        {
            var (name, asynchronous) = ($"{i}", i % 2 == 0);
            var asking = new TaskCompletionSource();

            writers.Add(Task.Factory.StartNew(async () =>
            {
                await using var work = new Work(container);
                await work.Db.Database.OpenConnectionAsync();
                asking.SetResult();

                await using var turn = asynchronous ? await work.Db.Database.BeginTransactionAsync() : work.Db.Database.BeginTransaction();
                lock (order)
                    order.Add(name);

                await turn.RollbackAsync();
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap());

            await asking.Task;
            await Eventually.IsAsync(i + 1, () => container.WaitersOf(holder.Db));
        }

        await transaction.RollbackAsync();
        await Task.WhenAll(writers);

        Assert.Equal(["0", "1", "2", "3", "4", "5"], order);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_after_a_save(bool asynchronous) => await AssertFreeAfterAsync(async work =>
    {
        work.Db.Notes.AddRange(new Note(), new Note());

        if (asynchronous)
            await work.Db.SaveChangesAsync();
        else
            work.Db.SaveChanges();
    });

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_after_a_commit(bool asynchronous) => await AssertFreeAfterAsync(async work =>
    {
        await using var transaction = asynchronous ? await work.Db.Database.BeginTransactionAsync() : work.Db.Database.BeginTransaction();
        work.Db.Notes.Add(new());
        await work.Db.SaveChangesAsync();

        if (asynchronous)
            await transaction.CommitAsync();
        else
            transaction.Commit();
    });

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_after_a_rollback(bool asynchronous) => await AssertFreeAfterAsync(async work =>
    {
        await using var transaction = await work.Db.Database.BeginTransactionAsync();

        if (asynchronous)
            await transaction.RollbackAsync();
        else
            transaction.Rollback();
    });

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_when_a_transaction_is_disposed_without_an_end(bool connectionStaysOpen) => await AssertFreeAfterAsync(async work =>
    {
        if (connectionStaysOpen)
            await work.Db.Database.OpenConnectionAsync();

        await using var transaction = await work.Db.Database.BeginTransactionAsync();
        work.Db.Notes.Add(new());
        await work.Db.SaveChangesAsync();
    });

    [Fact]
    public async Task Should_give_the_gate_back_when_a_transaction_is_disposed_synchronously_without_an_end() => await AssertFreeAfterAsync(async work =>
    {
        await work.Db.Database.OpenConnectionAsync();
        using var transaction = work.Db.Database.BeginTransaction();
    });

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_when_a_scope_ends_with_its_transaction_open(bool pooled)
    {
        await using var container = await TestContainer.CreateAsync(pooled: pooled, longestWait: ShortWait);

        await container.InScopeAsync(scope => scope.GetRequiredService<NotesDb>().Database.BeginTransactionAsync());

        await AssertFreeAsync(container);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_when_a_save_of_several_rows_fails(bool connectionStaysOpen) => await AssertFreeAfterAsync(async work =>
    {
        if (connectionStaysOpen)
            await work.Db.Database.OpenConnectionAsync();

        var note = new Note();
        work.Db.Notes.Add(note);
        await work.Db.SaveChangesAsync();
        work.Db.ChangeTracker.Clear();

        work.Db.Notes.AddRange(new Note(), new Note { Id = note.Id });
        await Assert.ThrowsAsync<DbUpdateException>(() => work.Db.SaveChangesAsync());
    });

    [Fact]
    public async Task Should_give_the_gate_back_when_somebody_else_changed_the_row() => await AssertFreeAfterAsync(async work =>
    {
        work.Db.Update(new Note());
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => work.Db.SaveChangesAsync());
    });

    [Fact]
    public async Task Should_give_the_gate_back_when_a_save_is_cancelled() => await AssertFreeAfterAsync(async work =>
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        work.Db.Notes.Add(new());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.Db.SaveChangesAsync(cancelled.Token));
    });

    [Fact]
    public async Task Should_give_up_its_place_when_the_wait_is_cancelled()
    {
        await using var container = await TestContainer.CreateAsync(longestWait: ShortWait);
        await using var holder = new Work(container);
        await using var waiter = new Work(container);
        using var cancel = new CancellationTokenSource();

        await using (var transaction = await holder.Db.Database.BeginTransactionAsync())
        {
            waiter.Db.Notes.Add(new());
            var save = waiter.Db.SaveChangesAsync(cancel.Token);
            await Eventually.IsAsync(1, () => container.WaitersOf(holder.Db));
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
            await transaction.RollbackAsync();
        }

        await AssertFreeAsync(container);
        await waiter.Db.SaveChangesAsync();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_when_another_interceptor_forbids_the_save(bool asynchronous)
    {
        var forbid = new Forbid { Armed = true };
        await using var container = await TestContainer.CreateAsync(longestWait: ShortWait, options: options => options.AddInterceptors(forbid));

        await using (var work = new Work(container))
        {
            work.Db.Notes.Add(new());

            if (asynchronous)
                await Assert.ThrowsAsync<InvalidOperationException>(() => work.Db.SaveChangesAsync());
            else
                Assert.Throws<InvalidOperationException>(() => work.Db.SaveChanges());

            forbid.Armed = false;
            await AssertFreeAsync(container);
        }
    }

    [Fact]
    public async Task Should_give_the_gate_back_when_a_participant_fails() => await AssertFreeAfterAsync(async work =>
    {
        using var participation = work.Container.Tracker.Join(work.Db, new FailingParticipant());
        work.Db.Notes.Add(new());
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.Db.SaveChangesAsync());
    });

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_when_BEGIN_fails_because_another_process_writes(bool asynchronous)
    {
        await using var container = await TestContainer.CreateAsync(longestWait: ShortWait, sqlite: ";Default Timeout=1");
        await using var work = new Work(container);

        await using (var outsider = new SqliteConnection(container.Store.ConnectionString + ";Pooling=False"))
        {
            await outsider.OpenAsync();
            await ExecuteAsync(outsider, "BEGIN IMMEDIATE");

            if (asynchronous)
                await Assert.ThrowsAsync<SqliteException>(() => work.Db.Database.BeginTransactionAsync());
            else
                Assert.Throws<SqliteException>(() => work.Db.Database.BeginTransaction());

            await ExecuteAsync(outsider, "ROLLBACK");
        }

        await AssertFreeAsync(container);
        await using var transaction = await work.Db.Database.BeginTransactionAsync();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_when_a_save_fails_because_another_process_writes(bool severalRows)
    {
        await using var container = await TestContainer.CreateAsync(longestWait: ShortWait, sqlite: ";Default Timeout=1");
        await using var work = new Work(container);
        work.Db.Notes.AddRange(severalRows ? [new(), new()] : [new Note()]);

        await using (var outsider = new SqliteConnection(container.Store.ConnectionString + ";Pooling=False"))
        {
            await outsider.OpenAsync();
            await ExecuteAsync(outsider, "BEGIN IMMEDIATE");
            await Assert.ThrowsAnyAsync<Exception>(() => work.Db.SaveChangesAsync());
            await ExecuteAsync(outsider, "ROLLBACK");
        }

        await AssertFreeAsync(container);
        await work.Db.SaveChangesAsync();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_when_a_command_fails(bool asynchronous) => await AssertFreeAfterAsync(async work =>
    {
        if (asynchronous)
            await Assert.ThrowsAsync<SqliteException>(() => work.Db.Database.ExecuteSqlRawAsync("insert into nowhere values (1)"));
        else
            Assert.Throws<SqliteException>(() => work.Db.Database.ExecuteSqlRaw("insert into nowhere values (1)"));
    });

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_give_the_gate_back_after_ExecuteUpdate_and_ExecuteDelete(bool asynchronous) => await AssertFreeAfterAsync(async work =>
    {
        if (asynchronous)
        {
            await work.Db.Notes.ExecuteUpdateAsync(set => set.SetProperty(note => note.Text, "new"));
            await work.Db.Notes.ExecuteDeleteAsync();
        }
        else
        {
            work.Db.Notes.ExecuteUpdate(set => set.SetProperty(note => note.Text, "new"));
            work.Db.Notes.ExecuteDelete();
        }
    });

    [Fact]
    public async Task Should_wait_for_the_gate_with_ExecuteUpdate_outside_a_transaction()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var holder = new Work(container);
        await using var waiter = new Work(container);

        await using var transaction = await holder.Db.Database.BeginTransactionAsync();
        var update = waiter.Db.Notes.ExecuteUpdateAsync(set => set.SetProperty(note => note.Text, "new"));
        await Eventually.IsAsync(1, () => container.WaitersOf(holder.Db));
        Assert.False(update.IsCompleted);

        holder.Db.Notes.Add(new() { Text = "old" });
        await holder.Db.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Equal(1, await update);
    }

    [Fact]
    public async Task Should_keep_the_gate_from_the_first_save_of_a_transaction_to_its_commit()
    {
        await using var container = await TestContainer.CreateAsync();
        await using var holder = new Work(container);
        await using var waiter = new Work(container);

        await using var transaction = await holder.Db.Database.BeginTransactionAsync();
        waiter.Db.Notes.Add(new());
        var save = waiter.Db.SaveChangesAsync();

        for (var i = 0; i < 3; i++)
        {
            holder.Db.Notes.Add(new());
            await holder.Db.SaveChangesAsync();
            await holder.Db.Notes.ExecuteUpdateAsync(set => set.SetProperty(note => note.Text, "new"));
            Assert.Equal(1, await container.WaitersOf(holder.Db));
        }

        await transaction.CommitAsync();
        await save;
        Assert.Equal(4, await container.CountNotesAsync());
    }

    [Fact]
    public async Task Should_let_readers_pass_while_another_writes()
    {
        await using var container = await TestContainer.CreateAsync(longestWait: ShortWait);
        await using var holder = new Work(container);
        await using var transaction = await holder.Db.Database.BeginTransactionAsync();
        holder.Db.Notes.Add(new());
        await holder.Db.SaveChangesAsync();

        Assert.Equal(0, await container.CountNotesAsync());
    }

    [Fact]
    public async Task Should_end_a_deadlock_of_two_contexts_on_one_file_with_an_error_that_names_the_file()
    {
        await using var container = await TestContainer.CreateAsync(longestWait: TimeSpan.FromMilliseconds(200));

        await container.InScopeAsync(async scope =>
        {
            var outer = scope.GetRequiredService<NotesDb>();
            var inner = scope.GetRequiredService<OtherDb>();
            await using var transaction = await outer.Database.BeginTransactionAsync();

            var error = await Assert.ThrowsAsync<TimeoutException>(() => inner.Database.BeginTransactionAsync());
            Assert.Contains($"'{container.Store.File}'", error.Message, StringComparison.Ordinal);
            Assert.Contains("use one context for both", error.Message, StringComparison.Ordinal);

            inner.Notes.Add(new());
            var saving = await Assert.ThrowsAsync<DbUpdateException>(() => inner.SaveChangesAsync());
            Assert.Equal(error.Message, Assert.IsType<TimeoutException>(saving.GetBaseException()).Message);

            var synchronously = Assert.Throws<DbUpdateException>(() => inner.SaveChanges());
            Assert.Equal(error.Message, Assert.IsType<TimeoutException>(synchronously.GetBaseException()).Message);

            await transaction.CommitAsync();
            await inner.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task Should_not_wait_for_itself_in_a_transaction_that_the_application_began_on_the_connection()
    {
        await using var container = await TestContainer.CreateAsync(longestWait: ShortWait, sqlite: ";Default Timeout=10");
        await using var work = new Work(container);
        await work.Db.Database.OpenConnectionAsync();
        await using DbTransaction own = await work.Db.Database.GetDbConnection().BeginTransactionAsync();
        await work.Db.Database.UseTransactionAsync(own);
        await using var other = new Work(container);

        // Whoever asks now holds the gate while SQLite makes it wait for our transaction; were we to ask for the gate too, neither would go on.
        var asking = Task.Run(() => other.Db.Database.BeginTransactionAsync());
        await Eventually.IsAsync(true, () => Task.FromResult(container.IsHeld(work.Db)));

        work.Db.Notes.Add(new());
        await work.Db.SaveChangesAsync();
        await own.CommitAsync();

        await using var turn = await asking;
        Assert.Equal(1, await container.CountNotesAsync());
    }

    [Fact]
    public async Task Should_share_one_gate_between_all_spellings_of_a_file()
    {
        await using var container = await TestContainer.CreateAsync();
        var file = container.Store.File!;
        var folder = Path.GetDirectoryName(file)!;
        var link = Path.Combine(folder, $"edakit-link-{Guid.NewGuid():N}");
        Directory.CreateSymbolicLink(link, folder);

        try
        {
            var gates = new EdaKit.EntityFrameworkCore.Sqlite.SqliteWriteGates();
            var found = new HashSet<object>();

            foreach (var spelling in new[] { file, Path.Combine(folder, ".", Path.GetFileName(file)), Path.GetRelativePath(Environment.CurrentDirectory, file), Path.Combine(link, Path.GetFileName(file)) })
            {
                await using var connection = new SqliteConnection($"Data Source={spelling};Pooling=False");
                await connection.OpenAsync();
                found.Add(gates.Of(connection));
            }

            Assert.Single(found);
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task Should_not_make_private_databases_in_memory_wait_for_each_other()
    {
        await using var first = new SqliteConnection("Data Source=:memory:");
        await using var second = new SqliteConnection("Data Source=:memory:");
        await first.OpenAsync();
        await second.OpenAsync();

        var services = new ServiceCollection();
        services.AddSingleton(new EdaKit.EntityFrameworkCore.Sqlite.SqliteWriteGates { LongestWait = ShortWait });
        services.AddUnitOfWork<NotesDb>().AddDbContext<NotesDb>(options => options.UseSqlite(first));
        services.AddUnitOfWork<OtherDb>().AddDbContext<OtherDb>(options => options.UseSqlite(second));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var outer = scope.ServiceProvider.GetRequiredService<NotesDb>();
        var inner = scope.ServiceProvider.GetRequiredService<OtherDb>();
        await outer.Database.EnsureCreatedAsync();
        await inner.Database.EnsureCreatedAsync();

        await using var transaction = await outer.Database.BeginTransactionAsync();
        inner.Notes.Add(new());
        await inner.SaveChangesAsync();
    }

    [Fact]
    public async Task Should_do_nothing_on_PostgreSql()
    {
        await using var container = await TestContainer.CreateAsync(StoreKind.PostgreSql, longestWait: ShortWait);
        await using var holder = new Work(container);
        await using var transaction = await holder.Db.Database.BeginTransactionAsync();

        await AssertFreeAsync(container);
    }

    private static async Task AssertFreeAfterAsync(Func<Work, Task> act)
    {
        await using var container = await TestContainer.CreateAsync(longestWait: ShortWait);
        await using var work = new Work(container);

        await act(work);

        // While the context is still alive: nobody else may have to wait for its scope to end.
        await AssertFreeAsync(container);
    }

    private static Task AssertFreeAsync(TestContainer container) => container.InScopeAsync(async scope =>
    {
        var other = scope.GetRequiredService<OtherDb>();
        await using var transaction = await other.Database.BeginTransactionAsync();
        other.Notes.Add(new());
        await other.SaveChangesAsync();
        await transaction.CommitAsync();
    });

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Work : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope;

        public Work(TestContainer container)
        {
            Container = container;
            _scope = container.Scope();
            Db = _scope.ServiceProvider.GetRequiredService<NotesDb>();
        }

        public TestContainer Container { get; }

        public NotesDb Db { get; }

        public ValueTask DisposeAsync() => _scope.DisposeAsync();
    }

    private sealed class Forbid : SaveChangesInterceptor
    {
        public bool Armed { get; set; }

        public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
            Armed ? throw new InvalidOperationException("The test forbids this save.") : result;

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result,
            CancellationToken cancellationToken = default) => new(SavingChanges(eventData, result));
    }

    private sealed class FailingParticipant : IUnitOfWorkParticipant
    {
        public void Saving(DbContext context) => throw new InvalidOperationException("The test wants it so.");

        public void Saved(DbContext context)
        {
        }

        public void SaveFailed(DbContext context)
        {
        }

        public void Committed()
        {
        }
    }
}
