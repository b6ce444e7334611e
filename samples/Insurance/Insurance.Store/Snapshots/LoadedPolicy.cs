using Insurance.Store.History;

namespace Insurance.Store.Snapshots;

/// <summary>A policy as it was read.</summary>
/// <param name="State">The state; null where there was none yet.</param>
/// <param name="Due">Snapshots that are missing, of events that were read for it.</param>
public sealed record LoadedPolicy(PolicyState? State, IReadOnlyList<PolicySnapshot> Due);
