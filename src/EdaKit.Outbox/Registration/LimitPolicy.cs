namespace EdaKit.Outbox.Registration;

/// <summary>What happens to more messages while an outbox is over its limits.</summary>
public enum LimitPolicy
{
    /// <summary>They are stored as ever. A log event and a counter tell of it.</summary>
    Warn,

    /// <summary>
    /// A publish or send waits until the outbox is below its limits again, at most for <see cref="LimitOptions.WaitAtMost"/>, and then throws
    /// <see cref="OutboxFullException"/>.
    /// </summary>
    Wait,

    /// <summary>A publish or send throws <see cref="OutboxFullException"/> at once.</summary>
    Reject,
}
