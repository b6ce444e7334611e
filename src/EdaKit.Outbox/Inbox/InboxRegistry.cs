using EdaKit.Outbox.Registration;

namespace EdaKit.Outbox.Inbox;

/// <summary>What was attached while the bus was built, for the start-up rules to look at.</summary>
internal sealed class InboxRegistry
{
    private readonly Dictionary<string, HashSet<Type>> _consumersByKey = [];
    private readonly Dictionary<string, List<OutboxBinding>> _bindings = [];
    private readonly HashSet<(string Endpoint, Type Machine)> _scheduling = [];
    private readonly HashSet<(string Endpoint, Type Consumer)> _unclaimed = [];
    private readonly HashSet<(Type Consumer, OutboxBinding Binding, bool IsBatch)> _answering = [];

    public IEnumerable<(string Key, IReadOnlyCollection<Type> Consumers)> Keys =>
        _consumersByKey.Select(pair => (pair.Key, (IReadOnlyCollection<Type>)pair.Value));

    public IReadOnlyCollection<(string Endpoint, Type Consumer)> Unclaimed => _unclaimed;

    public void Add(string key, Type consumer)
    {
        if (!_consumersByKey.TryGetValue(key, out var consumers))
            _consumersByKey[key] = consumers = [];

        consumers.Add(consumer);
    }

    /// <summary>Notes that a consumer of a context is on an endpoint.</summary>
    public void AddBinding(string endpoint, OutboxBinding binding)
    {
        if (!_bindings.TryGetValue(endpoint, out var bindings))
            _bindings[endpoint] = bindings = [];

        bindings.Add(binding);
    }

    /// <summary>The context of an endpoint's consumers, the first one's where they differ; null where none has an inbox.</summary>
    public OutboxBinding? BindingOf(Uri endpoint) => _bindings.GetValueOrDefault(NameOf(endpoint))?[0];

    /// <summary>Of the contexts of an endpoint's consumers the one that forgets first.</summary>
    public OutboxBinding? ShortestWindowOf(string endpoint) => _bindings.GetValueOrDefault(endpoint)?.MinBy(binding => binding.Options.Inbox.Window);

    /// <summary>The consumers that answer duplicates again.</summary>
    public IReadOnlyCollection<(Type Consumer, OutboxBinding Binding, bool IsBatch)> Answering => _answering;

    /// <summary>Notes that a consumer answers duplicates again.</summary>
    public void AddAnswering(Type consumer, OutboxBinding binding, bool isBatch) => _answering.Add((consumer, binding, isBatch));

    /// <summary>The state machines that schedule, and where.</summary>
    public IReadOnlyCollection<(string Endpoint, Type Machine)> Scheduling => _scheduling;

    /// <summary>Notes that a state machine on an endpoint has a schedule.</summary>
    public void AddScheduling(string endpoint, Type machine) => _scheduling.Add((endpoint, machine));

    /// <summary>An endpoint's name: the last part of its address.</summary>
    public static string NameOf(Uri endpoint) => endpoint.AbsolutePath.Split('/')[^1];

    public void AddUnclaimed(string endpoint, Type consumer) => _unclaimed.Add((endpoint, consumer));
}
