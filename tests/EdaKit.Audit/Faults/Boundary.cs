namespace EdaKit.Audit.Faults;

/// <summary>A moment on the path of a message at which a worker can be told to die.</summary>
public enum Boundary
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>The save's command, or its COMMIT, is about to be sent.</summary>
    BeforeCommit,

    /// <summary>The database has answered; nobody in the worker knows yet.</summary>
    AfterCommit,

    /// <summary>The relay is about to send.</summary>
    BeforePublish,

    /// <summary>The broker has confirmed; the record is still in the table.</summary>
    AfterConfirm,

    /// <summary>A consumer's effect is committed; the message is not acknowledged.</summary>
    BeforeAcknowledge,

    /// <summary>The message is acknowledged.</summary>
    AfterAcknowledge,
}
