using System.Data.Common;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EdaKit.Outbox.Capture;

/// <summary>
/// Stores what a scope has captured in a transaction of which EF Core knows nothing, and what others keep for the next save of the context by statements of their own,
/// such as a journal: it tells of these messages, and is true only in their transaction.
/// </summary>
internal sealed class TransactionSave(CaptureBuffer buffer, DbContext context, UnitOfWorkTracker unitOfWork)
{
    /// <summary>Stores, and leaves the commit to whom the transaction belongs.</summary>
    public Task SaveAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        StoreAsync(ParticipantsIn(transaction), transaction, hearsOfCommit: false, cancellationToken);

    /// <summary>Stores, commits and hands over.</summary>
    public Task CommitAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        IsBeside(transaction) ? CommitBesideAsync(transaction, cancellationToken) : CommitOnlyAsync(transaction, cancellationToken);

    // To hand over would be to hand over too what the context has saved in its own transaction, which is not committed: the relay is sent to the table.
    private async Task CommitBesideAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await SaveAsync(transaction, cancellationToken);

        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            buffer.CommittedBeside();
        }
    }

    private async Task CommitOnlyAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var participants = ParticipantsIn(transaction);
        await StoreAsync(participants, transaction, hearsOfCommit: true, cancellationToken);

        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            // The answer may be what was lost, and not the commit: the relay looks whether the records are there.
            buffer.CommitIsDoubtful();
            foreach (var other in participants.Where(participant => participant != buffer))
                other.RolledBack();

            throw;
        }

        foreach (var participant in participants)
            participant.Committed();
    }

    private async Task StoreAsync(IReadOnlyList<IStatementParticipant> participants, DbTransaction transaction, bool hearsOfCommit, CancellationToken cancellationToken)
    {
        if (transaction.Connection is not { } connection)
            throw new ArgumentException("The transaction has been committed or rolled back already. Call SaveAsync or CommitAsync while it is open.", nameof(transaction));

        foreach (var participant in participants)
            participant.Saving(context, hearsOfCommit);

        try
        {
            if (participants.Where(participant => participant.HasStatements).ToList() is { Count: > 0 } storing)
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = string.Join(";\n", storing.Select(participant => participant.WriteStatements(context, command)));
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch
        {
            foreach (var participant in participants)
                participant.SaveFailed(context);

            throw;
        }

        foreach (var participant in participants)
            participant.Saved(context);
    }

    // In a consumer the context has a transaction of its own, the inbox's. Beside it, what others keep waits for that one: a journal says there that the message was
    // consumed, which is not true before it commits.
    private IReadOnlyList<IStatementParticipant> ParticipantsIn(DbTransaction transaction) =>
        IsBeside(transaction) ? [buffer] : unitOfWork.StatementsOf(context);

    private bool IsBeside(DbTransaction transaction) => context.Database.CurrentTransaction is { } own && own.GetDbTransaction() != transaction;
}
