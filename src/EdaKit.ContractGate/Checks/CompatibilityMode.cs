namespace EdaKit.ContractGate.Checks;

/// <summary>Which versions must be able to read which, as in the schema registries of the field.</summary>
public enum CompatibilityMode
{
    /// <summary>Nothing is compared. Ways that are named must still work.</summary>
    None,

    /// <summary>The newest version reads messages of the one before it.</summary>
    Backward,

    /// <summary>The newest version reads messages of every recorded one. The default: messages wait in queues, outboxes and schedules.</summary>
    BackwardTransitive,

    /// <summary>Readers of the version before it read messages of the newest, or its publisher can emit that version.</summary>
    Forward,

    /// <summary>The same for readers of every recorded version.</summary>
    ForwardTransitive,

    /// <summary>Backward and forward, with the version before.</summary>
    Full,

    /// <summary>Backward and forward, with every recorded version.</summary>
    FullTransitive,
}
