namespace EdaKit.Audit.Faults;

/// <summary>What the auditor does to the system. Each happens in every round of a plan.</summary>
public enum FaultKind
{
    /// <summary>SIGKILL to a worker at a moment of no choice, and a new start.</summary>
    WorkerKilled,

    /// <summary>A worker is stopped in order, and started anew: others take over from it.</summary>
    WorkerStopped,

    KilledBeforeCommit,
    KilledAfterCommit,
    KilledBeforePublish,
    KilledAfterConfirm,
    KilledBeforeAcknowledge,
    KilledAfterAcknowledge,

    /// <summary>SIGSTOP for longer than all leases, then SIGCONT: the worker comes back with old claims.</summary>
    WorkerPaused,

    /// <summary>A worker's clock is set ahead by minutes to hours.</summary>
    ClockAhead,

    /// <summary>A worker's clock is set back by minutes to hours, always while the broker is away.</summary>
    ClockBack,

    /// <summary>The broker is stopped in order and started.</summary>
    BrokerRestarted,

    /// <summary>SIGKILL to the broker, and a new start.</summary>
    BrokerKilled,

    /// <summary>The broker is stopped, and stays away for seconds.</summary>
    BrokerAway,

    /// <summary>PostgreSQL is stopped in order, which ends its sessions, and started.</summary>
    DatabaseRestarted,

    /// <summary>SIGKILL to PostgreSQL, and a new start, which recovers from its log.</summary>
    DatabaseKilled,

    /// <summary>pg_terminate_backend to half of the sessions.</summary>
    SessionsTerminated,

    /// <summary>Half of a worker's connections to the database are cut in the middle of a message.</summary>
    DatabaseCut,

    /// <summary>A worker's connections to the broker are cut in the middle of a message.</summary>
    BrokerCut,

    /// <summary>The database hears a worker, commits, and its answers never arrive.</summary>
    DatabaseUnheard,

    /// <summary>The broker hears a worker, takes its messages, and its confirms never arrive.</summary>
    BrokerUnheard,

    /// <summary>Nothing passes between a worker and the database for longer than a lease; then everything does.</summary>
    DatabaseStalled,

    /// <summary>Nothing passes between a worker and the broker for longer than a confirm may take; then everything does.</summary>
    BrokerStalled,

    /// <summary>A commit takes longer than a lease, and holds its lanes.</summary>
    SlowCommit,
}
