namespace EdaKit.Audit.Workers;

/// <summary>A fault in the worker on purpose, with which an auditor shows that the audit finds one.</summary>
public enum Sabotage
{
    None,

    /// <summary>Every 500th message is never published, though its row is committed: it is lost.</summary>
    Drop,

    /// <summary>Every 500th message goes past the outbox, and then its transaction rolls back: it should never have been sent.</summary>
    Bypass,

    /// <summary>Effects are committed outside the inbox's transaction: what is delivered again has its effect again.</summary>
    EffectsApart,

    /// <summary>No message waits in a lane: they overtake each other.</summary>
    NoLanes,
}
