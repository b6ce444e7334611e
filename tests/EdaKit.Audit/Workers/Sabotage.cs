namespace EdaKit.Audit.Workers;

/// <summary>Faults in the workers on purpose, with which an auditor shows that the audit finds them.</summary>
[Flags]
public enum Sabotage
{
    None = 0,

    /// <summary>One message in 200 is never published, though its row is committed: it is lost.</summary>
    Drop = 1,

    /// <summary>One message in 200 goes past the outbox, and then its transaction rolls back: it should never have been sent.</summary>
    Bypass = 2,

    /// <summary>Effects are committed outside the inbox's transaction: what is delivered again has its effect again.</summary>
    EffectsApart = 4,

    /// <summary>No message waits in a lane: they overtake each other.</summary>
    NoLanes = 8,

    /// <summary>The consumer that should consume in lanes takes messages as they come.</summary>
    NoLaneConsume = 16,
}
