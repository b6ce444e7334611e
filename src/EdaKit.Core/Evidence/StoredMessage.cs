namespace EdaKit.Evidence;

/// <summary>A message that is stored and has not been sent. Immutable.</summary>
public sealed record StoredMessage
{
    /// <summary>The message.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>Under which id people find it where it is stored.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>What it waits for.</summary>
    public required StoredState State { get; init; }

    /// <summary>Since when: of <see cref="StoredState.Parked"/> when it was set aside, otherwise when it was stored.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Of <see cref="StoredState.Delayed"/>: until when, by the database's clock. Otherwise null.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How often sending failed for a reason that lies with this message.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the last attempt failed; null where none did.</summary>
    public string? LastError { get; init; }

    /// <summary>Where it goes.</summary>
    public string? Destination { get; init; }

    /// <summary>The lane in which it waits; null: in none.</summary>
    public string? Lane { get; init; }

    /// <summary>Of <see cref="StoredState.Held"/>: the message of its lane that is parked before it. Null where that is not there any more.</summary>
    public StoredMessage? Behind { get; init; }
}
