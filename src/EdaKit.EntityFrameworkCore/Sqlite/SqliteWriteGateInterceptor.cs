using System.Data.Common;
using System.Runtime.CompilerServices;
using EdaKit.EntityFrameworkCore.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static EdaKit.EntityFrameworkCore.Sqlite.SqliteWriteHold;

namespace EdaKit.EntityFrameworkCore.Sqlite;

/// <summary>
/// Takes the gate of a SQLite file before BEGIN and before any write outside a transaction, and gives it back when the transaction or the
/// write is over. Reads pass: in WAL mode they wait for nobody. With other databases it does nothing.
/// </summary>
/// <remarks>
/// A save takes it with its BEGIN or with its one command, and not before: EF Core tells interceptors neither of what another interceptor
/// throws as the save begins nor of a row that somebody else changed, and either would leave the gate closed for good.
/// </remarks>
internal sealed class SqliteWriteGateInterceptor(SqliteWriteGates gates) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, SqliteWriteHold?> _holds = [];

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

    /// <summary>The context's transaction is over, by a commit, a rollback or neither.</summary>
    public void TransactionEnded(DbContext context) => Drop(context, Reason.Transaction);

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges)
            HoldOf(eventData.Context)?.Take(eventData.Context!, Reason.Command);

        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges && HoldOf(eventData.Context) is { } hold)
            await hold.TakeAsync(eventData.Context!, Reason.Command, cancellationToken);

        return result;
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (eventData.Context is { } context && _holds.TryGetValue(context, out var hold) && hold is not null && hold.Has(Reason.Command))
        {
            // The statement commits when its reader is disposed, so that comes first: whoever is next would find the file still locked.
            eventData.DataReader.Dispose();
            hold.Drop(Reason.Command);
        }

        return result;
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
        context is null ? null : _holds.GetValue(context, known => IsSqlite(known) ? new SqliteWriteHold(gates) : null);

    // Asked once for each context, and not for each of its statements: the answer is a walk through its options.
    private static bool IsSqlite(DbContext context) => context.Database.ProviderName == StoreDialect.Sqlite.ProviderName;

    private void Drop(DbContext? context, Reason reason)
    {
        if (context is not null && _holds.TryGetValue(context, out var hold))
            hold?.Drop(reason);
    }
}
