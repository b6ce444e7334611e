using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>
/// Messages that failed and were sent again to the same endpoint for later, under ids of their own: each is the first one once more. They are known by being sent by nobody,
/// because of a message of the same contract and key, to an endpoint.
/// </summary>
internal sealed class Redeliveries
{
    private readonly Dictionary<Guid, Guid> _causes;

    private Redeliveries(Dictionary<Guid, Guid> causes) => _causes = causes;

    public static Redeliveries Of(IReadOnlyCollection<JournalEntry> entries)
    {
        var sent = entries.Where(entry => FlowMap.IsSent(entry) && entry.MessageId is not null).GroupBy(entry => entry.MessageId!.Value).ToDictionary(group => group.Key, group => group.First());

        return new(sent.Values.Where(entry => entry is { Kind: not JournalKind.Published, Participant: null, CausationId: { } cause } && cause != entry.MessageId
            && sent.TryGetValue(cause, out var first) && first.Contract == entry.Contract && first.Key == entry.Key).ToDictionary(entry => entry.MessageId!.Value, entry => entry.CausationId!.Value));
    }

    /// <summary>Whether an entry says that a message was sent again.</summary>
    public bool IsOne(JournalEntry entry) => FlowMap.IsSent(entry) && entry.MessageId is { } id && _causes.ContainsKey(id);

    /// <summary>The first delivery of a message.</summary>
    public Guid FirstOf(Guid id)
    {
        // As many steps as there are redeliveries: ids that somebody gave away twice could make a circle.
        for (var step = 0; step < _causes.Count && _causes.TryGetValue(id, out var cause); step++)
            id = cause;

        return id;
    }

    /// <summary>The ids of all deliveries of a message.</summary>
    public IEnumerable<Guid> IdsOf(Guid first) => [first, .. _causes.Keys.Where(id => FirstOf(id) == first)];
}
