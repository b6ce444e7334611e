using EdaKit.Configuration;
using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.Identity;

/// <summary>
/// Completes the identity of a message at the moment it is sent, and so, with an outbox, at the moment it is captured. What the sender
/// sets itself is set after this filter and wins.
/// </summary>
internal sealed class MessageIdentityFilter<T>() : OutgoingFilter<T>("edakit-message-identity")
    where T : class
{
    private readonly ContractDescriptor? _contract = ContractDescriptor.Of(typeof(T));

    protected override void Apply(SendContext<T> context)
    {
        var cause = context.TryGetPayload<ConsumeContext>(out var consumed) ? consumed : null;

        var flow = cause is null ? MessageFlow.Current : null;

        // The original id survives redelivery: the message that comes back later is still the same cause.
        if ((cause?.GetOriginalMessageId() ?? cause?.MessageId ?? flow?.CausationId) is { } causationId)
            context.Headers.Set(MessageIdentityHeaders.CausationId, causationId.ToString("D"));

        if (context.CorrelationId is null)
            context.CorrelationId = BusinessObject(context.Message) ?? cause?.CorrelationId ?? flow?.CorrelationId;

        if (flow is not null)
            context.ConversationId ??= flow.ConversationId;
    }

    private Guid? BusinessObject(T message) =>
        _contract?.ReadBusinessKey(message) is { } key ? BusinessKeyId.From(_contract.BusinessKeyName!, key) : null;
}
