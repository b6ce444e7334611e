namespace Insurance.Agents.Past;

/// <summary>Which revision of a card held at a moment.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="Events">How many of its events are in it.</param>
internal sealed record CardRevision(Guid PolicyId, long Events);
