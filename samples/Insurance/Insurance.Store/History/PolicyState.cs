using Insurance.Policies;

namespace Insurance.Store.History;

/// <summary>A policy as it was at a moment.</summary>
/// <param name="Policy">What was recorded until then.</param>
/// <param name="Version">How many events that were.</param>
/// <param name="Position">The position of the last one in the store.</param>
/// <param name="RecordedAt">The instant of the last one.</param>
public sealed record PolicyState(Policy Policy, long Version, long Position, DateTimeOffset RecordedAt);
