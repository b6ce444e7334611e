using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Locking;

/// <summary>The semantic locks in the context of a scope.</summary>
internal sealed class SemanticLocks<TDb>(TDb db) : ISemanticLocks<TDb>
    where TDb : DbContext
{
    public async Task<bool> TryLockAsync(string resource, SemanticLockOwner owner, CancellationToken cancellationToken)
    {
        LockRules.Check(resource);
        LockRules.Check(owner);
        CheckTransaction();
        return await SemanticLockStore.TryLockAsync(db, resource, owner, cancellationToken);
    }

    public async Task<bool> ReleaseAsync(string resource, SemanticLockOwner owner, CancellationToken cancellationToken)
    {
        LockRules.Check(resource);
        LockRules.Check(owner);
        CheckTransaction();
        return await SemanticLockStore.ReleaseAsync(db, resource, owner, cancellationToken);
    }

    public async Task<int> ReleaseAllAsync(SemanticLockOwner owner, CancellationToken cancellationToken)
    {
        LockRules.Check(owner);
        CheckTransaction();
        return await SemanticLockStore.ReleaseAllAsync(db, owner, cancellationToken);
    }

    public async Task<SemanticLock?> FindAsync(string resource, CancellationToken cancellationToken)
    {
        LockRules.Check(resource);
        return await SemanticLockStore.FindAsync(db, resource, cancellationToken);
    }

    // Alone, the mark would commit before the work. A crash between the two would leave a lock that nobody releases, or work that nobody sees.
    private void CheckTransaction()
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException($"A semantic lock was asked for outside a transaction of '{typeof(TDb).Name}'. Ask in a consumer behind the "
                + $"inbox (eda.UseOutbox<{typeof(TDb).Name}>()), or begin a transaction first with Database.BeginTransactionAsync.");
    }
}
