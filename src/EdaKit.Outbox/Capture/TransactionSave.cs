using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Capture;

/// <summary>Stores what a scope has captured in a transaction of which EF Core knows nothing.</summary>
internal static class TransactionSave
{
    /// <summary>Stores, and leaves the commit to whom the transaction belongs.</summary>
    public static Task SaveAsync(CaptureBuffer buffer, DbContext context, DbTransaction transaction, CancellationToken cancellationToken) =>
        StoreAsync(buffer, context, transaction, hearsOfCommit: false, cancellationToken);

    /// <summary>Stores, commits and hands over.</summary>
    public static async Task CommitAsync(CaptureBuffer buffer, DbContext context, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await StoreAsync(buffer, context, transaction, hearsOfCommit: true, cancellationToken);

        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            // The answer may be what was lost, and not the commit: the relay looks whether the records are there.
            buffer.CommitIsDoubtful();
            throw;
        }

        buffer.Committed();
    }

    private static async Task StoreAsync(CaptureBuffer buffer, DbContext context, DbTransaction transaction, bool hearsOfCommit, CancellationToken cancellationToken)
    {
        if (transaction.Connection is not { } connection)
            throw new ArgumentException("The transaction has been committed or rolled back already. Call SaveAsync or CommitAsync while it is open.", nameof(transaction));

        buffer.Saving(context, hearsOfCommit);

        try
        {
            if (buffer.HasStatements)
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = buffer.WriteStatements(context, command);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch
        {
            buffer.SaveFailed(context);
            throw;
        }

        buffer.Saved(context);
    }
}
