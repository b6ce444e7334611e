using MassTransit;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>
/// A redelivery that the consumer itself asks for (<c>context.Redeliver</c>, a saga's missing instance): the message at hand counts as handled
/// then, and the one that comes later must not be taken for a duplicate of it.
/// </summary>
internal static class InnerRedelivery
{
    public static void MakeNew(SendContext context)
    {
        if (!context.Headers.TryGetHeader(MessageHeaders.RedeliveryCount, out _))
            return;

        context.MessageId = NewId.NextGuid();
        context.Headers.Set(MessageHeaders.OriginalMessageId, null);
    }
}
