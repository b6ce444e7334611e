using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.EntityFrameworkCore.UnitOfWork;

/// <summary>
/// Tells participants when their context saves and when the result is committed, and has their statements run with the save. Of failures
/// its context tells each participation itself.
/// </summary>
internal sealed class UnitOfWorkInterceptor(UnitOfWorkTracker tracker) : SaveChangesInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    public UnitOfWorkTracker Tracker => tracker;

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Saving(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Saving(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges && tracker.Of(eventData.Context) is { HasStatements: true } work)
            work.RunWith(eventData.Context!, command);

        return result;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(ReaderExecuting(command, eventData, result));

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges)
            tracker.Of(eventData.Context)?.StatementsUndone();
    }

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandFailed(command, eventData);
        return Task.CompletedTask;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (tracker.Of(eventData.Context) is { } work)
        {
            if (work.OwesStatements)
                LoneStatements.Run(eventData.Context!, work);

            Saved(eventData.Context!, work);
        }

        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (tracker.Of(eventData.Context) is { } work)
        {
            if (work.OwesStatements)
                await LoneStatements.RunAsync(eventData.Context!, work, cancellationToken);

            Saved(eventData.Context!, work);
        }

        return result;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => SaveFailed(eventData.Context);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveFailed(eventData.Context);
        return Task.CompletedTask;
    }

    public DbTransaction TransactionUsed(DbConnection connection, TransactionEventData eventData, DbTransaction result)
    {
        if (eventData.Context is { } context)
            tracker.OfAny(context).ForeignTransaction = eventData.TransactionId;

        return result;
    }

    public ValueTask<DbTransaction> TransactionUsedAsync(DbConnection connection, TransactionEventData eventData, DbTransaction result,
        CancellationToken cancellationToken = default) => new(TransactionUsed(connection, eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        tracker.Of(eventData.Context)?.Each(participation => participation.Committed(eventData.TransactionId));

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionCommitted(transaction, eventData);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => RolledBack(eventData.Context, eventData.TransactionId);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionRolledBack(transaction, eventData);
        return Task.CompletedTask;
    }

    public void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData)
    {
        if (tracker.Of(eventData.Context) is not { } work)
            return;

        work.StatementsUndone();
        work.Each(participation => participation.RolledBackToSavepoint(eventData.TransactionId));
    }

    public Task RolledBackToSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        RolledBackToSavepoint(transaction, eventData);
        return Task.CompletedTask;
    }

    public void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData)
    {
        // A commit whose answer was lost may have happened: what was saved is in the database then, but nobody here knows.
        if (eventData.Action is "Commit" or "Rollback")
            RolledBack(eventData.Context, eventData.TransactionId);
    }

    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionFailed(transaction, eventData);
        return Task.CompletedTask;
    }

    private void Saving(DbContext? context)
    {
        if (tracker.Of(context) is { } work)
            work.Saving(context!, UnitOfWorkTracker.HearsOfCommit(context!, work));
    }

    private static void Saved(DbContext context, ContextWork work)
    {
        work.SaveEnded(context);
        work.Each(participation => participation.Saved());
    }

    private void SaveFailed(DbContext? context)
    {
        if (tracker.Of(context) is not { } work)
            return;

        work.SaveEnded(context!);
        work.Each(participation => participation.SaveFailed());
    }

    private void RolledBack(DbContext? context, Guid transaction)
    {
        if (tracker.Of(context) is not { } work)
            return;

        work.StatementsUndone();
        work.Each(participation => participation.RolledBack(transaction));
    }
}
