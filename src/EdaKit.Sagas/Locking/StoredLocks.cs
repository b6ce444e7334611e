using Microsoft.EntityFrameworkCore;

namespace EdaKit.Sagas.Locking;

/// <summary>The locks of an instance in the context that keeps it.</summary>
internal sealed class StoredLocks(DbContext db) : ISagaLocks
{
    public async Task<LockAttempt> TryLockAsync(SemanticLockOwner owner, IReadOnlyCollection<string> resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
            LockRules.Check(resource);

        // In one order, the same in every process: two instances that want the same two would otherwise each have one, and wait for the other's.
        foreach (var resource in resources.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await SemanticLockStore.TryLockAsync(db, resource, owner, cancellationToken))
                continue;

            // Not a part of them: it would keep others out, for an instance that does not work yet.
            await SemanticLockStore.ReleaseAllAsync(db, owner, cancellationToken);
            return LockAttempt.Taken(resource, await SemanticLockStore.FindAsync(db, resource, cancellationToken));
        }

        return LockAttempt.Granted(resources);
    }

    public Task ReleaseAsync(SemanticLockOwner owner, CancellationToken cancellationToken) => SemanticLockStore.ReleaseAllAsync(db, owner, cancellationToken);
}
