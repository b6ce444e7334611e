using System.Data.Common;
using System.Runtime.CompilerServices;
using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static EdaKit.EntityFrameworkCore.Sqlite.SqliteWriteHold;

namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// Takes the gate of a SQLite file before BEGIN and before any write outside a transaction, and gives it back after COMMIT or ROLLBACK.
/// Reads pass: in WAL mode they wait for nobody. With other databases it does nothing.
/// </summary>
internal sealed class SqliteWriteGateInterceptor(SqliteWriteGates gates)
    : DbCommandInterceptor, ISaveChangesInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, SqliteWriteHold> _holds = [];

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        HoldOf(eventData.Context)?.Take(eventData.Context!, Reason.Save);
        return result;
    }

    public async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        if (HoldOf(eventData.Context) is { } hold)
            await hold.TakeAsync(eventData.Context!, Reason.Save, cancellationToken);

        return result;
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Drop(eventData.Context, Reason.Save);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context, Reason.Save);
        return ValueTask.FromResult(result);
    }

    public void SaveChangesFailed(DbContextErrorEventData eventData) => Drop(eventData.Context, Reason.Save);

    public Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context, Reason.Save);
        return Task.CompletedTask;
    }

    public void SaveChangesCanceled(DbContextEventData eventData) => Drop(eventData.Context, Reason.Save);

    public Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context, Reason.Save);
        return Task.CompletedTask;
    }

    public InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result)
    {
        if (result.HasResult || HoldOf(eventData.Context) is not { } hold)
            return result;

        hold.Take(eventData.Context!, Reason.Transaction);
        try
        {
            return InterceptionResult<DbTransaction>.SuppressWithResult(connection.BeginTransaction(eventData.IsolationLevel));
        }
        catch
        {
            // Nobody tells an interceptor that BEGIN failed, so it is done here: a gate kept now would be kept for good.
            hold.Drop(Reason.Transaction);
            throw;
        }
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection,
        TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        if (result.HasResult || HoldOf(eventData.Context) is not { } hold)
            return result;

        await hold.TakeAsync(eventData.Context!, Reason.Transaction, cancellationToken);
        try
        {
            return InterceptionResult<DbTransaction>.SuppressWithResult(await connection.BeginTransactionAsync(eventData.IsolationLevel, cancellationToken));
        }
        catch
        {
            hold.Drop(Reason.Transaction);
            throw;
        }
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Drop(eventData.Context, Reason.Transaction);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context, Reason.Transaction);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Drop(eventData.Context, Reason.Transaction);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context, Reason.Transaction);
        return Task.CompletedTask;
    }

    // A transaction that is disposed without commit or rollback ends in silence, but its connection is closed then.
    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Drop(eventData.Context, Reason.Transaction);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Drop(eventData.Context, Reason.Transaction);
        return Task.CompletedTask;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        HoldOf(eventData.Context)?.Take(eventData.Context!, Reason.Command);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (HoldOf(eventData.Context) is { } hold)
            await hold.TakeAsync(eventData.Context!, Reason.Command, cancellationToken);

        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Drop(eventData.Context, Reason.Command);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result,
        CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context, Reason.Command);
        return ValueTask.FromResult(result);
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Drop(eventData.Context, Reason.Command);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context, Reason.Command);
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => Drop(eventData.Context, Reason.Command);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context, Reason.Command);
        return Task.CompletedTask;
    }

    private SqliteWriteHold? HoldOf(DbContext? context) =>
        context is not null && context.Database.ProviderName == StoreDialect.Sqlite.ProviderName
            ? _holds.GetValue(context, _ => new SqliteWriteHold(gates))
            : null;

    private void Drop(DbContext? context, Reason reason)
    {
        if (context is not null && _holds.TryGetValue(context, out var hold))
            hold.Drop(reason);
    }
}
