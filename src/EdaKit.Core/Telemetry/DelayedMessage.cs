using MassTransit;

namespace EdaKit.Telemetry;

/// <summary>
/// Says that a message leaves long after it was sent, because it waited for its time in a store of the application: MassTransit itself sends it without a delay.
/// A payload of the <see cref="SendContext"/>, from who stores messages to who observes them.
/// </summary>
public sealed class DelayedMessage
{
    private static readonly DelayedMessage Instance = new();

    private DelayedMessage()
    {
    }

    /// <summary>Says it of the message that is about to leave.</summary>
    /// <param name="context">The message.</param>
    public static void Mark(SendContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        context.GetOrAddPayload(() => Instance);
    }

    /// <summary>Whether it was said, or MassTransit itself delays the message.</summary>
    /// <param name="context">The message.</param>
    /// <returns>True: the message comes later than those that were sent with it.</returns>
    public static bool Is(SendContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.Delay > TimeSpan.Zero || context.TryGetPayload<DelayedMessage>(out _);
    }
}
