using System.Runtime.Serialization;
using System.Text.Json;
using EdaKit.CloudEvents.Attributes;
using EdaKit.CloudEvents.Formats;
using EdaKit.Identity;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.CloudEvents.Mapping;

/// <summary>An event as MassTransit's own messages are when they have been read.</summary>
internal static class EventEnvelope
{
    /// <summary>What a transport says of its delivery, or says again that the event says better.</summary>
    private static readonly HashSet<string> OfTheTransport = new(StringComparer.OrdinalIgnoreCase)
    {
        MessageHeaders.ContentType, MessageHeaders.MessageId, MessageHeaders.CorrelationId, MessageHeaders.ConversationId, MessageHeaders.RequestId,
        MessageHeaders.InitiatorId, MessageHeaders.SourceAddress, MessageHeaders.ResponseAddress, MessageHeaders.FaultAddress, MessageHeaders.MessageType,
        "RabbitMQ-ExchangeName", "RabbitMQ-RoutingKey", "RabbitMQ-DeliveryTag", "RabbitMQ-ConsumerTag",
    };

    /// <param name="received">The event.</param>
    /// <param name="headers">The transport's headers, in which MassTransit's and the application's own come.</param>
    /// <param name="destination">Where it came.</param>
    /// <exception cref="SerializationException">The data is not JSON, and no message is read from other data.</exception>
    public static JsonMessageEnvelope Of(ReceivedEvent received, Headers headers, Uri? destination)
    {
        var attributes = received.Event;

        return new()
        {
            MessageId = EventMessageId.Of(attributes).ToString("D"),
            RequestId = IdOf(attributes, AttributeNames.RequestId),
            CorrelationId = IdOf(attributes, AttributeNames.CorrelationId),
            ConversationId = IdOf(attributes, AttributeNames.ConversationId),
            InitiatorId = IdOf(attributes, AttributeNames.InitiatorId),
            SourceAddress = AddressOf(attributes, AttributeNames.SourceAddress) ?? AddressOf(attributes, AttributeNames.Source),
            DestinationAddress = destination?.ToString(),
            ResponseAddress = AddressOf(attributes, AttributeNames.ResponseAddress),
            FaultAddress = AddressOf(attributes, AttributeNames.FaultAddress),
            MessageType = [EventType.UrnOf(attributes.Type), .. ListOf(attributes, AttributeNames.MessageTypes)],
            Message = MessageOf(received),
            SentTime = attributes.Time,
            ExpirationTime = attributes.Text(AttributeNames.ExpiryTime) is { } expiry && Timestamp.TryRead(expiry, out var expires) ? expires : null,
            Headers = HeadersOf(attributes, headers),
        };
    }

    private static JsonElement MessageOf(ReceivedEvent received) => received.Data switch
    {
        { Json: { ValueKind: not JsonValueKind.Null } json } => json,

        // An event without data may be all that a contract without members says. JSON's null is no data in either mode.
        { Other: null } => JsonElement.Parse("{}"u8),
        _ => throw new SerializationException($"CloudEvent '{received.Event.Id}' of '{received.Event.Source}' holds data of type "
            + $"'{received.Event.DataContentType}', and messages are read from JSON alone. "
            + "Let its sender write JSON and 'application/json', or take such events in front of the bus."),
    };

    private static Dictionary<string, object?> HeadersOf(CloudEvent attributes, Headers transport)
    {
        var headers = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);

        foreach (var (key, value) in transport.GetAll())
        {
            if (!OfTheTransport.Contains(key) && !HeadersFormat.TryFindAttribute(key, out _))
                headers[key] = value;
        }

        foreach (var (name, value) in attributes.Attributes.Where(attribute => !AttributeNames.IsOfTheCore(attribute.Key)))
            headers[name] = AttributeSet.TextOf(value);

        if (attributes.Text(AttributeNames.CausationId) is { } cause)
            headers[MessageIdentityHeaders.CausationId] = cause;

        if (ListOf(attributes, AttributeNames.AcceptedTypes) is { Length: > 0 } accepted)
            headers[MessageHeaders.Request.Accept] = accepted;

        return headers;
    }

    /// <summary>Others use these names too, with ids of their own: those are headers, and nothing else.</summary>
    private static string? IdOf(CloudEvent attributes, string name) => Guid.TryParse(attributes.Text(name), out var id) ? id.ToString("D") : null;

    /// <summary>On Unix, <see cref="Uri"/> takes a path such as <c>/orders</c> for the absolute address of a file.</summary>
    private static string? AddressOf(CloudEvent attributes, string name) =>
        attributes.Text(name) is { } text && UriReference.IsAbsolute(text) && Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? address.ToString()
            : null;

    private static string[] ListOf(CloudEvent attributes, string name) => attributes.Text(name)?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
