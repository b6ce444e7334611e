using MassTransit;

namespace EdaKit.Flow.Parts;

/// <summary>Who listens to what, as it was configured while the bus was built.</summary>
internal sealed class FlowRegistry
{
    private readonly Lock _lock = new();
    private readonly HashSet<Listening> _found = [];
    private readonly Dictionary<Type, object> _machines = [];

    public IReadOnlyList<Listening> Found
    {
        get
        {
            lock (_lock)
                return [.. _found];
        }
    }

    /// <summary>Notes that somebody listens.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="participant">The class of the consumer or of the saga's instances; null of a handler that is a function.</param>
    /// <param name="messageType">The message, also <see cref="Batch{T}"/> and <see cref="Fault{T}"/>.</param>
    public void Add(string endpoint, Type? participant, Type messageType)
    {
        lock (_lock)
            _found.Add(new(endpoint, participant, messageType));
    }

    /// <summary>Notes the state machine of a saga.</summary>
    public void AddMachine(Type instance, object machine)
    {
        lock (_lock)
            _machines[instance] = machine;
    }

    /// <summary>The state machine of a saga; null of what has none.</summary>
    public object? MachineOf(Type participant)
    {
        lock (_lock)
            return _machines.GetValueOrDefault(participant);
    }

    /// <summary>That somebody listens.</summary>
    internal sealed record Listening(string Endpoint, Type? Participant, Type MessageType);
}
