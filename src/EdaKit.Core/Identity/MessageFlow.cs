using MassTransit;

namespace EdaKit.Identity;

/// <summary>
/// The flow that code takes part in. What it publishes or sends belongs to the same conversation, and says what caused it.
/// </summary>
/// <remarks>
/// While a message is handled, its own ids are carried on, and this is not asked. It is for code that handles no message, such as an HTTP request or a job, and for
/// calls that leave the bus. It follows asynchronous code as <see cref="AsyncLocal{T}"/> does: into what is awaited and started inside, and never out of it.
/// </remarks>
/// <param name="ConversationId">The whole flow.</param>
/// <param name="CorrelationId">The business object that it is about. A message with a business key of its own keeps that one.</param>
/// <param name="CausationId">The message that led here.</param>
public sealed record MessageFlow(Guid ConversationId, Guid? CorrelationId = null, Guid? CausationId = null)
{
    private static readonly AsyncLocal<MessageFlow?> Running = new();

    /// <summary>The one in which the calling code runs; null where there is none.</summary>
    public static MessageFlow? Current => Running.Value;

    /// <summary>A flow that begins here.</summary>
    /// <returns>A flow with a conversation of its own. It holds once it is entered.</returns>
    public static MessageFlow Begin() => new(NewId.NextGuid());

    /// <summary>The flow of a message that is handled.</summary>
    /// <param name="message">The message, of which only the ids are read.</param>
    /// <returns>The flow, with the message as the cause; null where the message has no conversation, as one from a sender outside MassTransit may not.</returns>
    public static MessageFlow? Of(ConsumeContext message)
    {
        ArgumentNullException.ThrowIfNull(message);

        // The original id survives redelivery: the message that comes back later is still the same cause.
        return message.ConversationId is { } conversation ? new(conversation, message.CorrelationId, message.GetOriginalMessageId() ?? message.MessageId) : null;
    }

    /// <summary>Makes it the <see cref="Current"/> one until the answer is disposed, when the one before holds again.</summary>
    /// <returns>To be disposed by the same asynchronous code.</returns>
    public IDisposable Enter() => new Stay(this);

    private sealed class Stay : IDisposable
    {
        private readonly MessageFlow? _before = Running.Value;

        public Stay(MessageFlow flow) => Running.Value = flow;

        public void Dispose() => Running.Value = _before;
    }
}
