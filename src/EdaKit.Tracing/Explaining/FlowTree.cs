using EdaKit.Evidence;
using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>The messages of flows, put together from the entries of all journals.</summary>
internal sealed class FlowTree
{
    /// <summary>How deep messages are nested. JSON is written 64 levels deep at most, where nobody says otherwise, and a message takes two.</summary>
    private const int Deepest = 24;

    private readonly Dictionary<Guid, FlowMessage> _messages;
    private readonly HashSet<Guid> _ours;
    private readonly Redeliveries _redeliveries;

    private FlowTree(Dictionary<Guid, FlowMessage> messages, HashSet<Guid> ours, Redeliveries redeliveries) => (_messages, _ours, _redeliveries) = (messages, ours, redeliveries);

    /// <summary>The messages that have the key, or follow from one that has it and are not another object's of the same kind, the oldest first.</summary>
    public IReadOnlyList<FlowMessage> Messages => [.. _messages.Values.Where(message => _ours.Contains(message.Id)).OrderBy(message => message.At)];

    /// <summary>The business objects that they are about.</summary>
    public IReadOnlyCollection<Guid> CorrelationIds => [.. Messages.Where(message => message.CorrelationId is not null).Select(message => message.CorrelationId!.Value).Distinct()];

    /// <summary>Under which ids the messages may still be stored: those of which nobody says that he has handled them.</summary>
    public IReadOnlyCollection<Guid> OpenIds => [.. Messages.Where(message => message.Fates.All(fate => fate.Kind != JournalKind.Consumed)).SelectMany(message => _redeliveries.IdsOf(message.Id))];

    public static FlowTree Of(IReadOnlyCollection<JournalEntry> all, string key, string? keyName)
    {
        var redeliveries = Redeliveries.Of(all);
        var keyed = all.Where(entry => entry.Key == key && entry.MessageId is not null).Select(entry => entry.MessageId!.Value).ToHashSet();

        // An id that was given away twice may be that of another object's message too, which is not meant.
        var entries = all.Where(entry => !redeliveries.IsOne(entry) && (entry.Key is null || entry.Key == key || entry.MessageId is not { } id || !keyed.Contains(id))).ToList();
        var fates = entries.Where(entry => FatedBy(entry) is not null).ToLookup(entry => redeliveries.FirstOf(FatedBy(entry)!.Value));
        var messages = entries.Where(entry => entry.MessageId is not null).GroupBy(entry => redeliveries.FirstOf(entry.MessageId!.Value)).ToDictionary(group => group.Key,
            group => MessageOf(group.Key, group.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToList(), fates[group.Key], redeliveries));

        foreach (var message in messages.Values.Where(message => message is { How: not null, Participant: null, CausationId: not null }).ToList())
            messages[message.Id] = message with { Participant = HandlerOfCause(message, messages) };

        var ours = messages.Values.Where(message => message.Key == key && (keyName is null || KeyKind.Matches(message.KeyName, keyName))).Select(message => message.Id).ToHashSet();
        var names = ours.Select(id => messages[id].KeyName).ToHashSet();
        var others = new HashSet<Guid>();
        foreach (var message in messages.Values)
            Follow(message, messages, ours, others, names);

        return new(messages, ours, redeliveries);
    }

    /// <summary>The same with what witnesses said.</summary>
    public FlowTree With(FlowEvidence evidence)
    {
        var stored = evidence.Stored.GroupBy(message => _redeliveries.FirstOf(message.MessageId)).ToDictionary(group => group.Key, group => group.First());
        var handled = evidence.Handled.ToLookup(one => one.MessageId);

        return new(_messages.Values.Select(message => message with
        {
            Stored = stored.GetValueOrDefault(message.Id),
            Fates = [.. message.Fates.Concat(handled[message.Id].Where(one => message.Fates.All(fate => fate.Participant != one.Participant))
                .Select(one => new FlowFate(JournalKind.Consumed, one.At, "", one.Participant, null))).OrderBy(fate => fate.At)],
        }).ToDictionary(message => message.Id), _ours, _redeliveries);
    }

    /// <summary>The messages of the key, each below the one from which it followed; above them what leads to them.</summary>
    public IReadOnlyList<FlowMessage> ToTrees()
    {
        var shown = _ours.ToHashSet();
        foreach (var message in _messages.Values.Where(message => _ours.Contains(message.Id)))
        {
            for (var cause = message.CausationId; cause is { } id && _messages.TryGetValue(id, out var parent) && shown.Add(id);)
                cause = parent.CausationId;
        }

        return Grown([.. _messages.Values.Where(message => shown.Contains(message.Id)).OrderBy(message => message.At)]);
    }

    // What was sent past an outbox does not say by whom. Whoever handled its cause in that service, if it is one, did.
    private static string? HandlerOfCause(FlowMessage message, Dictionary<Guid, FlowMessage> messages) =>
        messages.TryGetValue(message.CausationId!.Value, out var cause) && cause.Fates.Where(fate => fate.Kind is JournalKind.Consumed or JournalKind.Failing or JournalKind.Faulted && fate.Service == message.Service)
            .Select(fate => fate.Participant).Distinct().ToList() is [var only] ? only : null;

    private Guid? ParentOf(FlowMessage message) => message.CausationId is { } cause && cause != message.Id && _messages.ContainsKey(cause) ? cause : null;

    private List<FlowMessage> Grown(List<FlowMessage> messages)
    {
        // 1. Where each one stands: below its cause, or beside it where that is deep enough. What is left are circles, which ids make that somebody gave away twice.
        var followed = messages.ToLookup(ParentOf, message => message.Id);
        var places = new Dictionary<Guid, (Guid? Below, int Depth)>();
        var inOrder = new List<Guid>();
        foreach (var root in followed[null].Concat(messages.Select(message => message.Id)))
        {
            if (!places.TryAdd(root, (null, 1)))
                continue;

            inOrder.Add(root);
            for (var next = inOrder.Count - 1; next < inOrder.Count; next++)
            {
                var (below, depth) = places[inOrder[next]];
                var place = depth < Deepest ? (inOrder[next], depth + 1) : (below, depth);
                inOrder.AddRange(followed[inOrder[next]].Where(id => places.TryAdd(id, place)));
            }
        }

        // 2. From the deepest up, so that each gets what is finished.
        var standing = messages.ToLookup(message => places[message.Id].Below, message => message.Id);
        var grown = new Dictionary<Guid, FlowMessage>();
        foreach (var id in Enumerable.Reverse(inOrder))
            grown[id] = _messages[id] with { Followed = [.. standing[id].Select(next => grown[next])] };

        return [.. standing[null].Select(id => grown[id])];
    }

    // What follows belongs to the key, up to a message of another object of the same kind: with that, the other one's story begins.
    private static void Follow(FlowMessage message, Dictionary<Guid, FlowMessage> messages, HashSet<Guid> ours, HashSet<Guid> others, HashSet<string?> names)
    {
        var path = new HashSet<Guid>();

        for (var current = message; !ours.Contains(current.Id); current = messages[current.CausationId!.Value])
        {
            if (others.Contains(current.Id) || !path.Add(current.Id) || (current.Key is not null && names.Contains(current.KeyName))
                || current.CausationId is not { } cause || !messages.ContainsKey(cause))
            {
                others.UnionWith(path);
                return;
            }
        }

        ours.UnionWith(path);
    }

    /// <summary>Of which message an entry tells what became of it.</summary>
    private static Guid? FatedBy(JournalEntry entry) => entry.Kind switch
    {
        JournalKind.Upcast or JournalKind.Consumed or JournalKind.Duplicate or JournalKind.Failing or JournalKind.Faulted => entry.MessageId,
        JournalKind.Ignored or JournalKind.Moved or JournalKind.Parked => entry.MessageId ?? entry.CausationId,
        _ => null,
    };

    private static FlowMessage MessageOf(Guid id, List<JournalEntry> entries, IEnumerable<JournalEntry> fates, Redeliveries redeliveries)
    {
        var sent = entries.Find(entry => FlowMap.IsSent(entry) && entry.Kind != JournalKind.Redelivered) ?? entries.Find(FlowMap.IsSent);
        var first = sent ?? entries[0];
        var keyed = entries.Find(entry => entry.Key is not null);

        return new()
        {
            Id = id,
            ConversationId = first.ConversationId,
            CausationId = first.CausationId is { } cause ? redeliveries.FirstOf(cause) : null,
            CorrelationId = entries.Find(entry => entry.CorrelationId is not null)?.CorrelationId,
            Contract = first.Contract,
            Version = first.Version,
            KeyName = keyed?.KeyName,
            Key = keyed?.Key,
            How = sent?.Kind,
            At = Time(first),
            Service = sent?.Service,
            Participant = sent?.Participant,
            Destination = sent?.Note,
            Fates = [.. fates.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => new FlowFate(entry.Kind, Time(entry), entry.Service, entry.Participant, entry.Note))],
        };
    }

    private static DateTimeOffset Time(JournalEntry entry) => DateTimeOffset.FromUnixTimeMilliseconds(entry.At);
}
