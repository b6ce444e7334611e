using System.Data.Common;
using EdaKit.EntityFrameworkCore.Tests.Support;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.EntityFrameworkCore.Tests.Sqlite;

/// <summary>However a unit of work ends, the next one may write. A gate that is kept shows as a <see cref="TimeoutException"/>: the longest wait is short here.</summary>
public sealed class When_a_unit_of_work_leaves_the_gate
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

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

        await Gate.AssertFreeAsync(container);
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
            await Gate.AssertFreeAsync(container);
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

        await Gate.AssertFreeAsync(container);
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

        await Gate.AssertFreeAsync(container);
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

    private static async Task AssertFreeAfterAsync(Func<Work, Task> act)
    {
        await using var container = await TestContainer.CreateAsync(longestWait: ShortWait);
        await using var work = new Work(container);

        await act(work);

        // While the context is still alive: nobody else may have to wait for its scope to end.
        await Gate.AssertFreeAsync(container);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
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
        public void Saving(DbContext context, bool hearsOfCommit) => throw new InvalidOperationException("The test wants it so.");

        public void Saved(DbContext context)
        {
        }

        public void SaveFailed(DbContext context)
        {
        }

        public void Committed()
        {
        }

        public void RolledBack()
        {
        }

        public void RolledBackToSavepoint()
        {
        }
    }
}
