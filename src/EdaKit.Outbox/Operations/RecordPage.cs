namespace EdaKit.Outbox.Operations;

/// <summary>A part of a list of records. Immutable.</summary>
public sealed class RecordPage
{
    /// <summary>The largest page: 500 records.</summary>
    public const int MaxSize = 500;

    /// <summary>The records, in the order of their ids.</summary>
    public required IReadOnlyList<RecordSummary> Records { get; init; }

    /// <summary>Where the next page begins; null where this one is the last.</summary>
    public required Guid? Next { get; init; }
}
