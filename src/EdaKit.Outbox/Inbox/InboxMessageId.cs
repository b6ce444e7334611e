using MassTransit;

namespace EdaKit.Outbox.Inbox;

/// <summary>The id under which a message is known to the inbox.</summary>
internal static class InboxMessageId
{
    /// <summary>The original id, which survives redelivery.</summary>
    /// <exception cref="MessageException">The message has no id.</exception>
    public static Guid Of<T>(ConsumeContext<T> context)
        where T : class =>
        context.GetOriginalMessageId() ?? context.MessageId ?? throw new MessageException(typeof(T),
            $"The message from '{context.SourceAddress}' has no message id, so a duplicate of it could not be recognized. "
            + "Let its producer set one (the message-id property, or messageId in the envelope).");
}
