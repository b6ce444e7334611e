using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>Messages that failed and were sent again to the same endpoint for later, under ids of their own: each is the first one once more.</summary>
internal sealed class Redeliveries
{
    private readonly Dictionary<Guid, Guid> _causes;
    private readonly ILookup<Guid, Guid> _later;

    private Redeliveries(Dictionary<Guid, Guid> causes)
    {
        _causes = causes;
        _later = causes.Keys.ToLookup(FirstOf);
    }

    public static Redeliveries Of(IReadOnlyCollection<JournalEntry> entries) => new(entries
        .Where(entry => entry is { Kind: JournalKind.Redelivered, MessageId: not null, CausationId: not null } && entry.CausationId != entry.MessageId)
        .GroupBy(entry => entry.MessageId!.Value).ToDictionary(group => group.Key, group => group.First().CausationId!.Value));

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
    public IEnumerable<Guid> IdsOf(Guid first) => [first, .. _later[first]];
}
