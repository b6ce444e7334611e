using System.Diagnostics;
using EdaKit.Outbox.Inbox;
using EdaKit.Telemetry;
using MassTransit;
using MassTransit.Logging;

namespace EdaKit.Outbox.Telemetry;

/// <summary>The spans of inbox transactions: claim, consumer and commit. Where nobody listens there are none, and nothing is made for them.</summary>
internal static class InboxSpans
{
    private const string Receive = " receive";
    private const string Process = " process";

    /// <summary>Begins the span of an attempt to consume a message.</summary>
    public static Activity? Start(ConsumeContext message, Guid messageId, Type context, string consumer)
    {
        if (Start(message, context, consumer, links: null) is not { } span)
            return null;

        span.SetTag(TagNames.MessageId, messageId.ToString());
        span.SetTag(TagNames.ConversationId, message.ConversationId?.ToString());
        return span;
    }

    /// <summary>Begins the span of an attempt to consume messages together. It is linked to those who sent them.</summary>
    public static Activity? StartBatch<T>(ConsumeContext batch, IReadOnlyCollection<ConsumeContext<T>> messages, Type context, string consumer)
        where T : class
    {
        if (!OutboxSource.Instance.HasListeners() || Start(batch, context, consumer, messages.Select(SenderOf).OfType<ActivityLink>()) is not { } span)
            return null;

        span.SetTag(TagNames.BatchCount, messages.Count);
        return span;
    }

    private static Activity? Start(ConsumeContext message, Type context, string consumer, IEnumerable<ActivityLink>? links)
    {
        if (!OutboxSource.Instance.HasListeners())
            return null;

        var span = OutboxSource.Instance.StartActivity(NameWithin(Activity.Current), ActivityKind.Internal, parentContext: default, tags: null, links);
        if (span is null)
            return null;

        span.DisplayName = SpanNames.Inbox;
        span.SetTag(TagNames.OperationName, "consume");
        span.SetTag(TagNames.OperationType, "process");
        span.SetTag(TagNames.System, MessagingSystem.Of(message.ReceiveContext.InputAddress.Scheme));
        span.SetTag(TagNames.Destination, InboxRegistry.NameOf(message.ReceiveContext.InputAddress));
        span.SetTag(TagNames.Context, context.Name);
        span.SetTag(TagNames.Consumer, consumer);
        return span;
    }

    // MassTransit names the span of the consumer, which is inside of this one, after the current one: it is to be the name that it has without an inbox.
    private static string NameWithin(Activity? receiving) => receiving switch
    {
        null => SpanNames.Inbox,
        { OperationName: var name } when name.EndsWith(Receive, StringComparison.Ordinal) => $"{name[..^Receive.Length]}{Process}",
        _ => receiving.OperationName,
    };

    private static ActivityLink? SenderOf<T>(ConsumeContext<T> message)
        where T : class =>
        ActivityContext.TryParse(message.ReceiveContext.TransportHeaders.Get<string>(DiagnosticHeaders.ActivityId, null), null, isRemote: true, out var sender) ? new(sender) : null;
}
