using EdaKit.Outbox.Limits;
using EdaKit.Outbox.Registration;

namespace EdaKit.Outbox;

/// <summary>
/// An outbox is over its limits (<see cref="LimitOptions"/>), so the message was not taken. Nothing of it is stored; what the scope published
/// before still waits for its save. An HTTP API answers it with 503 and <c>Retry-After</c>.
/// </summary>
public sealed class OutboxFullException : InvalidOperationException
{
    internal OutboxFullException(string context, OutboxLevel level, LimitOptions limits)
        : base($"The outbox of '{context}' is full: {level.Depth} message(s) wait{Limit(limits.Depth)}, the oldest for {level.Age}{Limit(limits.Age)}. The message was not taken. "
            + "Try again when the relay has caught up; the runbook says what may hold it up. The limits are set by UseOutbox(o => o.Limits).")
    {
        Context = context;
        Depth = level.Depth;
        Age = level.Age;
    }

    /// <summary>The class name of the outbox's context.</summary>
    public string Context { get; }

    /// <summary>How many messages waited, counted up to the limit.</summary>
    public long Depth { get; }

    /// <summary>For how long the oldest had waited.</summary>
    public TimeSpan Age { get; }

    private static string Limit<T>(T? limit)
        where T : struct => limit is null ? "" : $" (limit: {limit})";
}
