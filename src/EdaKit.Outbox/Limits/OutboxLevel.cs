namespace EdaKit.Outbox.Limits;

/// <summary>How full an outbox was when it was looked at.</summary>
/// <param name="Depth">How many records waited that could have been sent, counted up to the limit.</param>
/// <param name="Age">For how long the oldest of the next ones had waited.</param>
internal sealed record OutboxLevel(long Depth, TimeSpan Age);
