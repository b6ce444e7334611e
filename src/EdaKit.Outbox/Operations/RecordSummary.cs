namespace EdaKit.Outbox.Operations;

/// <summary>A record without its body, as it was at the moment of the look. Immutable.</summary>
public sealed class RecordSummary
{
    /// <summary>The record's id, by which operations name it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The message's id, under which consumers recognize a duplicate.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>Whose turn it is.</summary>
    public required RecordState State { get; init; }

    /// <summary>Where the message goes. <c>./name</c> is relative to the bus's host.</summary>
    public required string Destination { get; init; }

    /// <summary>The URNs of the message's types, the most specific first.</summary>
    public required IReadOnlyList<string> MessageTypes { get; init; }

    /// <summary>When the message was captured, by the clock of the application that did.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>
    /// From when on a relay may take the record, by the database's clock; the end of the lease where one holds it. The year 1970: at once.
    /// Null: parked or held.
    /// </summary>
    public required DateTimeOffset? AvailableAt { get; init; }

    /// <summary>When the record was parked, by the database's clock. Null: it is not.</summary>
    public required DateTimeOffset? ParkedAt { get; init; }

    /// <summary>The lane in which it waits; null: in none.</summary>
    public required string? Lane { get; init; }

    /// <summary>How often sending failed for a reason that lies with this record.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why the last attempt failed; null where none did.</summary>
    public required string? LastError { get; init; }
}
