namespace EdaKit.Sagas.Locking;

/// <summary>
/// Takes and releases the locks of an instance in the transaction of the message that is handled. A repository that can keep locks puts it into the consume
/// context as a payload.
/// </summary>
internal interface ISagaLocks
{
    /// <summary>Takes all of the resources, or none.</summary>
    Task<LockAttempt> TryLockAsync(SemanticLockOwner owner, IReadOnlyCollection<string> resources, CancellationToken cancellationToken);

    /// <summary>Releases what the owner has.</summary>
    Task ReleaseAsync(SemanticLockOwner owner, CancellationToken cancellationToken);
}
