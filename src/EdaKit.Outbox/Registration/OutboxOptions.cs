using System.Reflection;

namespace EdaKit.Outbox.Registration;

/// <summary>How the outbox and inbox of one context work. Values out of range are reported when the bus starts (EDA0210).</summary>
public sealed class OutboxOptions
{
    private readonly HashSet<Assembly> _consumerAssemblies = [];

    internal OutboxOptions()
    {
    }

    /// <summary>The relay, which sends what the outbox holds.</summary>
    public RelayOptions Relay { get; } = new();

    /// <summary>Lanes, which keep messages with the same key in order.</summary>
    public LaneOptions Lanes { get; } = new();

    /// <summary>The inbox, which recognizes duplicates.</summary>
    public InboxOptions Inbox { get; } = new();

    /// <summary>The outbox as MassTransit's message scheduler.</summary>
    public SchedulingOptions Scheduling { get; } = new();

    /// <summary>
    /// Declares whose consumers and sagas work in this context's transaction. With a single outbox context it need not be called: then all
    /// do. With several, a consumer that nobody claims is reported when the bus starts (EDA0204).
    /// </summary>
    /// <param name="assembly">The assembly that the consumers are in.</param>
    /// <returns>The same options.</returns>
    public OutboxOptions ForConsumersFrom(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        _consumerAssemblies.Add(assembly);
        return this;
    }

    internal IReadOnlySet<Assembly> ConsumerAssemblies => _consumerAssemblies;
}
