namespace EdaKit.Evidence;

/// <summary>Proof that somebody has handled a message. Immutable.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Participant">Who: endpoint, consumer and contract, joined by <c>/</c>.</param>
/// <param name="At">When, by the database's clock.</param>
public sealed record HandledMessage(Guid MessageId, string Participant, DateTimeOffset At);
