using Insurance.Store.History;

namespace Insurance.Agents.Past;

/// <summary>A card that differs between two days.</summary>
/// <param name="Id">The policy's id.</param>
/// <param name="Before">How many events it had at the end of the earlier day; 0 where it was not there.</param>
/// <param name="After">How many at the end of the later one.</param>
/// <param name="Number">The policy's number at the later one; null where it has none yet.</param>
/// <param name="Changes">What differs, in words.</param>
public sealed record CardChange(Guid Id, long Before, long After, string? Number, IReadOnlyList<FactChange> Changes);
