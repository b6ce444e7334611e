namespace EdaKit.Sagas.Timeline;

/// <summary>
/// One thing that a saga instance did or that happened to it, stored in the transaction in which it happened. It is part of the application's
/// model so that migrations make its table.
/// </summary>
public sealed class TimelineEntry
{
    internal const int LongestName = 200;
    internal const int LongestNote = 2000;

    /// <summary>The entry's place, given by the database: it ascends within an instance.</summary>
    public long Id { get; set; }

    /// <summary>The instance's correlation id.</summary>
    public Guid SagaId { get; set; }

    /// <summary>The state machine's name, such as <c>travel.trip</c>.</summary>
    public string Saga { get; set; } = "";

    /// <summary>When it happened, by the application's clock, in milliseconds since 1970-01-01 UTC.</summary>
    public long At { get; set; }

    /// <summary>What happened.</summary>
    public TimelineKind Kind { get; set; }

    /// <summary>The step that it concerns, if any.</summary>
    public string? Step { get; set; }

    /// <summary>The message's name: that of its contract, or of its type where it is no contract. For <see cref="TimelineKind.Moved"/> the state that was entered.</summary>
    public string? Name { get; set; }

    /// <summary>The id of the message that was received or sent.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>The id of the message whose handling did it, where that is another one.</summary>
    public Guid? CausationId { get; set; }

    /// <summary>More, for people: the state that was left, a fault's text, who resumed and why.</summary>
    public string? Note { get; set; }
}
