namespace Insurance.Host.Api;

/// <summary>The moment of which an answer tells, where it is not now.</summary>
/// <param name="Instant">What was recorded until then counts; null where a position was asked for.</param>
/// <param name="Position">What stands up to this position counts; null where an instant was asked for.</param>
/// <param name="On">The day whose insurance counts.</param>
internal sealed record Then(DateTimeOffset? Instant, long? Position, DateOnly On);
