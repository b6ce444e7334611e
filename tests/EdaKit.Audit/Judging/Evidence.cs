namespace EdaKit.Audit.Judging;

/// <summary>What the audit knows when everything is quiet again.</summary>
/// <param name="Committed">The business rows.</param>
/// <param name="Seen">What was on the wire.</param>
/// <param name="Effects">How many effects each message had.</param>
/// <param name="EffectsInLanes">When the consumer that consumes in lanes committed its first effect of a message, in microseconds, by PostgreSQL's record.</param>
/// <param name="Left">Records that are still in the outbox.</param>
/// <param name="Parked">Those of them that are parked.</param>
/// <param name="SetAside">Messages in the consumers' error queues.</param>
public sealed record Evidence(IReadOnlyList<Commitment> Committed, IReadOnlyDictionary<Guid, Sighting> Seen, IReadOnlyDictionary<Guid, int> Effects,
    IReadOnlyDictionary<Guid, long> EffectsInLanes, long Left = 0, long Parked = 0, long SetAside = 0);
