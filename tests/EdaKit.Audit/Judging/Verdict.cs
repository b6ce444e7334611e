namespace EdaKit.Audit.Judging;

/// <summary>What the judge found.</summary>
/// <param name="Counts">How many violations of each kind.</param>
/// <param name="Details">The first of each kind.</param>
/// <param name="Committed">How many messages were promised.</param>
/// <param name="InLanes">How many of them in a lane.</param>
/// <param name="WireDuplicates">How often a message lay in the queue again. Allowed: the inbox is for them.</param>
public sealed record Verdict(IReadOnlyDictionary<Violation, int> Counts, IReadOnlyDictionary<Violation, List<string>> Details, int Committed, int InLanes,
    long WireDuplicates)
{
    /// <summary>Whether there is no violation, and something that could have been violated.</summary>
    public bool IsClean => Committed > 0 && Counts.Values.All(count => count == 0);
}

/// <summary>What must not be.</summary>
public enum Violation
{
    /// <summary>A row is committed and its message was never on the wire.</summary>
    Lost,

    /// <summary>A row is committed and its message had no effect.</summary>
    WithoutEffect,

    /// <summary>A message had more than one effect.</summary>
    EffectDoubled,

    /// <summary>Within a lane, a message was first seen before one that was committed earlier.</summary>
    OutOfOrder,

    /// <summary>Within a lane, a consumer that consumes in lanes committed an effect before that of a message that was committed earlier.</summary>
    EffectOutOfOrder,

    /// <summary>A message was seen, or had an effect, whose row is not committed.</summary>
    NeverCommitted,

    /// <summary>A record stays in the outbox, waiting or parked.</summary>
    LeftInOutbox,

    /// <summary>A message is in a consumer's error queue.</summary>
    SetAside,
}
