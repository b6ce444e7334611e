using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>Who publishes what after consuming what, who consumes what, and how long that takes: learned from entries of the journals; and who declares to, and has never been seen there.</summary>
internal sealed class FlowMap
{
    private readonly ILookup<string, Publisher> _publishers;
    private readonly ILookup<string, Consumer> _consumers;

    private FlowMap(ILookup<string, Publisher> publishers, ILookup<string, Consumer> consumers, IReadOnlyCollection<string> contracts) =>
        (_publishers, _consumers, Contracts) = (publishers, consumers, contracts);

    /// <summary>The contracts that came up.</summary>
    public IReadOnlyCollection<string> Contracts { get; }

    public IEnumerable<Publisher> PublishersOf(string contract) => _publishers[contract];

    /// <summary>Whether a journal has ever seen who publishes a contract.</summary>
    public bool HasSeen(string contract) => PublishersOf(contract).Any(publisher => publisher.LastAt is not null);

    public IEnumerable<Consumer> ConsumersOf(string contract) => _consumers[contract];

    /// <summary>How long it normally takes until somebody has handled a message of a contract; zero where that is not known.</summary>
    public TimeSpan NormalTime(string contract, string? participant) => _consumers[contract].Where(consumer => participant is null || consumer.Name == participant)
        .Select(consumer => consumer.NormalTime).DefaultIfEmpty().Max();

    public static FlowMap Of(IReadOnlyCollection<JournalEntry> entries, DeclaredMap declared)
    {
        var named = entries.Where(entry => entry.Contract is not null).ToList();
        var sent = named.Where(entry => IsSent(entry) && entry.Kind != JournalKind.Redelivered).ToList();
        var consumed = named.Where(entry => entry is { Kind: JournalKind.Consumed, Participant: not null }).ToList();
        var handlers = consumed.ToLookup(entry => (entry.Service, entry.MessageId));
        var sentAt = sent.Where(entry => entry is { MessageId: not null, Kind: not JournalKind.Scheduled }).GroupBy(entry => entry.MessageId!.Value)
            .ToDictionary(group => group.Key, group => group.Min(entry => entry.At));

        var consumers = consumed.GroupBy(entry => (entry.Contract, entry.Participant, entry.Service)).Select(group => (group.Key.Contract!, new Consumer(
            group.Key.Participant!, group.Key.Service, Last(group), NormalTime(group, sentAt)))).ToList();
        var publishers = sent.SelectMany(entry => Senders(entry, handlers)).GroupBy(one => (one.Contract, one.Participant, one.Service)).Select(group => (group.Key.Contract, new Publisher(
            group.Key.Participant, ConsumedBy(group.Key.Participant, consumed), group.Key.Service, DateTimeOffset.FromUnixTimeMilliseconds(group.Max(one => one.At)),
            declared.IsSometimes(group.Key.Contract, group.Key.Participant, group.Key.Service)))).ToList();

        return new(
            publishers.Concat(declared.Publishers.Where(one => !publishers.Exists(seen => IsSame(seen, one)))).ToLookup(one => one.Item1, one => one.Item2),
            consumers.Concat(declared.Consumers.Where(one => !consumers.Exists(seen => seen.Item1 == one.Contract && seen.Item2.Name == one.Consumer.Name))).ToLookup(one => one.Item1, one => one.Item2),
            [.. named.Select(entry => entry.Contract!).Concat(declared.Contracts).Distinct()]);
    }

    // The same class, wherever it is and whatever it consumed, be it a consumer or one whose work the application journals itself; or the same service, outside of consumers.
    private static bool IsSame((string Contract, Publisher Publisher) seen, (string Contract, Publisher Publisher) declared) => seen.Contract == declared.Contract
        && (seen.Publisher.Participant is { } participant
            ? EdaKit.Tracing.Explaining.Participant.Of(participant).Consumer == ClassOf(declared.Publisher)
            : declared.Publisher.Participant is null && seen.Publisher.Service == declared.Publisher.Service);

    private static string? ClassOf(Publisher declared) => declared.Participant is { } name ? EdaKit.Tracing.Explaining.Participant.Of(name).Consumer : declared.Class;

    public static bool IsSent(JournalEntry entry) => entry.Kind is JournalKind.Published or JournalKind.Sent or JournalKind.Scheduled or JournalKind.Redelivered;

    // What was sent past an outbox does not say by whom; who handled its cause in that service does.
    private static IEnumerable<(string Contract, string? Participant, string Service, long At)> Senders(JournalEntry entry,
        ILookup<(string Service, Guid? MessageId), JournalEntry> handlers)
    {
        var by = entry.Participant is null && entry.CausationId is not null
            ? handlers[(entry.Service, entry.CausationId)].Select(handler => handler.Participant).ToList()
            : [];

        return (by.Count > 0 ? by : [entry.Participant]).Select(participant => (entry.Contract!, participant, entry.Service, entry.At));
    }

    private static string? ConsumedBy(string? participant, List<JournalEntry> consumed) => participant is null
        ? null
        : consumed.Find(entry => entry.Participant == participant)?.Contract ?? EdaKit.Tracing.Explaining.Participant.ContractOf(participant);

    private static TimeSpan NormalTime(IEnumerable<JournalEntry> consumed, Dictionary<Guid, long> sentAt)
    {
        var times = consumed.Where(entry => entry.MessageId is { } id && sentAt.ContainsKey(id)).Select(entry => entry.At - sentAt[entry.MessageId!.Value]).Order().ToList();
        return times.Count == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Max(0, times[(int)Math.Ceiling(0.99 * times.Count) - 1]));
    }

    private static DateTimeOffset Last(IEnumerable<JournalEntry> entries) => DateTimeOffset.FromUnixTimeMilliseconds(entries.Max(entry => entry.At));

    /// <summary>Who sends a contract.</summary>
    /// <param name="Participant">Who; null outside of consumers.</param>
    /// <param name="Consumes">What it consumes when it does; null outside of consumers, or where that is not known.</param>
    /// <param name="Service">In which service.</param>
    /// <param name="LastAt">When it last did; null: it declares to, and no journal has seen it.</param>
    /// <param name="IsSometimes">Whether it declares to do so only under a condition.</param>
    internal sealed record Publisher(string? Participant, string? Consumes, string Service, DateTimeOffset? LastAt, bool IsSometimes)
    {
        /// <summary>Of one that no journal has seen outside of consumers: who it is, for people.</summary>
        public string? Declared { get; init; }

        /// <summary>The class that declares it outside of consumers; null where it is none.</summary>
        public string? Class { get; init; }
    }

    /// <summary>Who handles a contract.</summary>
    /// <param name="Name">Who.</param>
    /// <param name="Service">In which service.</param>
    /// <param name="LastAt">When it last did; null: it listens, and no journal has seen it.</param>
    /// <param name="NormalTime">Within which time it did nearly always.</param>
    internal sealed record Consumer(string Name, string Service, DateTimeOffset? LastAt, TimeSpan NormalTime);
}
