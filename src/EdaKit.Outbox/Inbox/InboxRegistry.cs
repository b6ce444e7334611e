namespace EdaKit.Outbox.Inbox;

/// <summary>What was attached while the bus was built, for the start-up rules to look at.</summary>
internal sealed class InboxRegistry
{
    private readonly Dictionary<string, HashSet<Type>> _consumersByKey = [];
    private readonly HashSet<(string Endpoint, Type Consumer)> _unclaimed = [];

    public IEnumerable<(string Key, IReadOnlyCollection<Type> Consumers)> Keys =>
        _consumersByKey.Select(pair => (pair.Key, (IReadOnlyCollection<Type>)pair.Value));

    public IReadOnlyCollection<(string Endpoint, Type Consumer)> Unclaimed => _unclaimed;

    public void Add(string key, Type consumer)
    {
        if (!_consumersByKey.TryGetValue(key, out var consumers))
            _consumersByKey[key] = consumers = [];

        consumers.Add(consumer);
    }

    public void AddUnclaimed(string endpoint, Type consumer) => _unclaimed.Add((endpoint, consumer));
}
