namespace EdaKit.Outbox.Operations;

/// <summary>How many records an outbox held at one moment, by the database's clock. Immutable.</summary>
public sealed class OutboxCounts
{
    /// <summary>
    /// Records that wait to be sent: all that are not parked. It contains <see cref="Delayed"/>, <see cref="Leased"/> and <see cref="Held"/>.
    /// </summary>
    public required long Waiting { get; init; }

    /// <summary>Records that are set aside for a person.</summary>
    public required long Parked { get; init; }

    /// <summary>Records whose time has not come: delayed messages, and such as back off after a failure.</summary>
    public required long Delayed { get; init; }

    /// <summary>Records that a relay holds.</summary>
    public required long Leased { get; init; }

    /// <summary>Records that are set aside behind a parked one of their lane.</summary>
    public required long Held { get; init; }

    /// <summary>When the oldest waiting record was captured, by the clock of the application that did; null where none waits.</summary>
    public required DateTimeOffset? OldestCapturedAt { get; init; }

    /// <summary>
    /// For how long the longest overdue of the waiting records could have been sent: since its capture, or since its delay was over; zero
    /// where none could; held ones do not count. A failure or a retry does not start it anew. It is the database's clock less the application's: as far as they are
    /// apart, it is off.
    /// </summary>
    public required TimeSpan OldestAge { get; init; }
}
