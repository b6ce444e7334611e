namespace EdaKit.Sagas.Fencing;

/// <summary>
/// What the fence knows of an operation. It is part of the application's model so that migrations make its table; applications do not read
/// or write it through EF Core.
/// </summary>
public sealed class FenceEntry
{
    internal const int LongestOperation = 200;

    /// <summary>What is done and undone.</summary>
    public string Operation { get; set; } = "";

    /// <summary>Which of them.</summary>
    public Guid Key { get; set; }

    /// <summary>When the command was first let in, by the database's clock, in milliseconds since 1970-01-01 UTC; null where the undo came first.</summary>
    public long? EnteredAt { get; set; }

    /// <summary>When the undo first came, by the database's clock, in milliseconds since 1970-01-01 UTC; null while the command may still come.</summary>
    public long? ClosedAt { get; set; }
}
