namespace Insurance.Agents.Past;

/// <summary>The cards that differ between two days.</summary>
/// <param name="Count">How many.</param>
/// <param name="Cards">The first of them, at most 30.</param>
public sealed record CardDifference(long Count, IReadOnlyList<CardChange> Cards);
