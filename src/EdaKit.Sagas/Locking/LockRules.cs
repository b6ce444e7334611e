namespace EdaKit.Sagas.Locking;

/// <summary>What names a lock and its owner.</summary>
internal static class LockRules
{
    /// <exception cref="ArgumentException">The resource has no name, or one that does not fit.</exception>
    public static void Check(string resource)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(resource);

        if (resource.Length > SemanticLockEntry.LongestResource)
            throw new ArgumentException(
                $"The resource '{resource}' has '{resource.Length}' characters. Give it a name of at most {SemanticLockEntry.LongestResource}.", nameof(resource));
    }

    /// <exception cref="ArgumentException">The owner is nobody, or its name does not fit.</exception>
    public static void Check(SemanticLockOwner owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrWhiteSpace(owner.Name);

        if (owner.Name.Length > SemanticLockEntry.LongestOwner)
            throw new ArgumentException(
                $"The owner '{owner.Name}' has '{owner.Name.Length}' characters. Give it a name of at most {SemanticLockEntry.LongestOwner}.", nameof(owner));

        if (owner.Id == Guid.Empty)
            throw new ArgumentException(
                $"The id of the owner '{owner.Name}' is '{owner.Id}', which would be one owner for all. Pass the id of the saga, or of who works on it.", nameof(owner));
    }
}
