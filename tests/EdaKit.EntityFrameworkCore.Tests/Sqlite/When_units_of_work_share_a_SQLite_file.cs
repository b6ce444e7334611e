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

        await Gate.AssertFreeAsync(container);
        await waiter.Db.SaveChangesAsync();
    }

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

        await Gate.AssertFreeAsync(container);
    }
}
