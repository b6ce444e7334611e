using System.Collections;
using MassTransit;

namespace EdaKit.Tracing.Flow;

/// <summary>The ids of a message as a log scope. Those that it lacks are left out.</summary>
internal sealed class MessageScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _ids = [];

    public MessageScope(MessageContext message)
    {
        Add("MessageId", message.MessageId);
        Add("ConversationId", message.ConversationId);
        Add("CorrelationId", message.CorrelationId);
        Add("CausationId", message.GetCausationId());
    }

    public int Count => _ids.Count;

    public KeyValuePair<string, object?> this[int index] => _ids[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _ids.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For loggers that write scopes as text.</summary>
    public override string ToString() => string.Join(" ", _ids.Select(id => $"{id.Key}:{id.Value}"));

    private void Add(string name, Guid? id)
    {
        if (id is not null)
            _ids.Add(new(name, id));
    }
}
