using EdaKit.Sagas.Locking;

namespace EdaKit.Testing.Exploration;

/// <summary>The locks of an instance that is alone in its world: nobody else has them.</summary>
internal sealed class FreeLocks : ISagaLocks
{
    public static FreeLocks Instance { get; } = new();

    public Task<LockAttempt> TryLockAsync(SemanticLockOwner owner, IReadOnlyCollection<string> resources, CancellationToken cancellationToken) =>
        Task.FromResult(LockAttempt.Granted(resources));

    public Task ReleaseAsync(SemanticLockOwner owner, CancellationToken cancellationToken) => Task.CompletedTask;
}
