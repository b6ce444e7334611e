using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Fencing;

/// <summary>The fence in the context of a scope.</summary>
internal sealed class Fence<TDb>(TDb db) : IFence<TDb>
    where TDb : DbContext
{
    public async Task<bool> EnterAsync(string operation, Guid key, CancellationToken cancellationToken)
    {
        Check(operation, key);
        return await FenceStore.TryEnterAsync(db, operation, key, cancellationToken);
    }

    public async Task<bool> CloseAsync(string operation, Guid key, CancellationToken cancellationToken)
    {
        Check(operation, key);
        return await FenceStore.CloseAsync(db, operation, key, cancellationToken);
    }

    private void Check(string operation, Guid key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);

        if (operation.Length > FenceEntry.LongestOperation)
            throw new ArgumentException(
                $"The operation '{operation}' has '{operation.Length}' characters. Give it a name of at most {FenceEntry.LongestOperation}.", nameof(operation));

        if (key == Guid.Empty)
            throw new ArgumentException(
                $"The key of operation '{operation}' is '{key}', which would be one key for all. Pass the business id of what is done.", nameof(key));

        // Alone, the mark would commit before the effect. An undo between the two would find nothing to undo yet, and the effect would stay.
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException($"The fence for '{operation}' was asked outside a transaction of '{typeof(TDb).Name}'. Ask it in a consumer behind the "
                + $"inbox (eda.UseOutbox<{typeof(TDb).Name}>()), or begin a transaction first with Database.BeginTransactionAsync.");
    }
}
