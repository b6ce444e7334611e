namespace EdaKit.Sagas.Locking;

/// <summary>
/// A semantic lock as it is stored. It is part of the application's model so that migrations make its table; applications use
/// <see cref="ISemanticLocks{TDb}"/>, and do not read or write it through EF Core.
/// </summary>
public sealed class SemanticLockEntry
{
    internal const int LongestResource = 200;
    internal const int LongestOwner = 200;

    /// <summary>What is locked.</summary>
    public string Resource { get; set; } = "";

    /// <summary>Which owner holds it: of a saga its correlation id.</summary>
    public Guid OwnerId { get; set; }

    /// <summary>Of which kind the owner is: of a saga its name.</summary>
    public string OwnerName { get; set; } = "";

    /// <summary>When it was locked, by the database's clock, in milliseconds since 1970-01-01 UTC.</summary>
    public long Since { get; set; }
}
