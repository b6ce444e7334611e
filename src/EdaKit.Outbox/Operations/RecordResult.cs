namespace EdaKit.Outbox.Operations;

/// <summary>What an operation did with the records that it was given. Immutable.</summary>
public sealed class RecordResult
{
    /// <summary>How many ids one call takes: 500.</summary>
    public const int MostIds = 500;

    /// <summary>How many records it changed.</summary>
    public required int Affected { get; init; }

    /// <summary>The records that it left as they are, since their state forbids it.</summary>
    public required IReadOnlyList<Guid> Refused { get; init; }

    /// <summary>The ids without a record: sent, discarded, or never there.</summary>
    public required IReadOnlyList<Guid> Missing { get; init; }
}
