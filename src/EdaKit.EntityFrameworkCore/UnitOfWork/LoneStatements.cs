using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>
/// Runs the statements of participants where the save itself had nothing to send. Within a transaction of the application they stand behind a
/// savepoint, as EF Core's own commands do, so that the application may correct its data and save again.
/// </summary>
internal static class LoneStatements
{
    private const string Savepoint = "edakit_statements";

    public static async Task RunAsync(DbContext context, ContextWork work, CancellationToken cancellationToken)
    {
        var database = context.Database;
        work.SendingAlone();

        if (database.CurrentTransaction is null)
        {
            await database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                work.StatementsUndone();

                // A statement alone commits by itself; but only a transaction makes SQLite's gate take it for the write that it is.
                await using var transaction = work.HasSingleWriter ? await database.BeginTransactionAsync(cancellationToken) : null;
                await ExecuteAsync(context, work, cancellationToken);

                if (transaction is not null)
                    await transaction.CommitAsync(cancellationToken);
            });
            return;
        }

        if (!HasSavepoints(database.CurrentTransaction, context))
        {
            await ExecuteAsync(context, work, cancellationToken);
            return;
        }

        await database.CurrentTransaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            await ExecuteAsync(context, work, cancellationToken);
        }
        catch
        {
            await database.CurrentTransaction.RollbackToSavepointAsync(Savepoint, CancellationToken.None);
            throw;
        }

        await database.CurrentTransaction.ReleaseSavepointAsync(Savepoint, cancellationToken);
    }

    public static void Run(DbContext context, ContextWork work)
    {
        var database = context.Database;
        work.SendingAlone();

        if (database.CurrentTransaction is null)
        {
            database.CreateExecutionStrategy().Execute(() =>
            {
                work.StatementsUndone();
                using var transaction = work.HasSingleWriter ? database.BeginTransaction() : null;
                Execute(context, work);
                transaction?.Commit();
            });
            return;
        }

        if (!HasSavepoints(database.CurrentTransaction, context))
        {
            Execute(context, work);
            return;
        }

        database.CurrentTransaction.CreateSavepoint(Savepoint);
        try
        {
            Execute(context, work);
        }
        catch
        {
            database.CurrentTransaction.RollbackToSavepoint(Savepoint);
            throw;
        }

        database.CurrentTransaction.ReleaseSavepoint(Savepoint);
    }

    private static bool HasSavepoints(IDbContextTransaction transaction, DbContext context) =>
        transaction.SupportsSavepoints && context.Database.AutoSavepointsEnabled;

    private static async Task ExecuteAsync(DbContext context, ContextWork work, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = CommandFor(context);
            work.RunWith(context, command);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private static void Execute(DbContext context, ContextWork work)
    {
        context.Database.OpenConnection();
        try
        {
            using var command = CommandFor(context);
            work.RunWith(context, command);
            command.ExecuteNonQuery();
        }
        finally
        {
            context.Database.CloseConnection();
        }
    }

    private static DbCommand CommandFor(DbContext context)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();

        if (context.Database.GetCommandTimeout() is { } timeout)
            command.CommandTimeout = timeout;

        return command;
    }
}
