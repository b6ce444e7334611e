using EdaKit.Flow;

namespace EdaKit.Outbox.Inbox;

/// <summary>Names consumers as the inbox remembers them.</summary>
internal sealed class InboxConsumerNames : IConsumerNames
{
    public string NameOf(Type consumer) => InboxKey.ConsumerNameOf(consumer);
}
