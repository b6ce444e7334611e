using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Contracts.Versions;

/// <summary>MassTransit's JSON, with messages of older versions readable as later ones.</summary>
internal sealed class VersionedDeserializer(ContractVersions versions, SystemTextJsonMessageSerializer inner) : IMessageDeserializer
{
    public ContentType ContentType => inner.ContentType;

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        ArgumentNullException.ThrowIfNull(receiveContext);
        return new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));
    }

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        var options = SystemTextJsonMessageSerializer.Options;

        try
        {
            var json = body is JsonMessageBody parsed ? parsed.GetJsonElement(options) : JsonSerializer.Deserialize<JsonElement>(body.GetBytes(), options);
            if (json?.Deserialize<MessageEnvelope>(options) is not { Message: not null } envelope)
                throw new SerializationException("The message has no envelope with a message in it: its body is empty, bare JSON, or the JSON value 'null'.");

            return new VersionedSerializerContext(versions, inner, options, ContentType, new EnvelopeMessageContext(envelope, inner), envelope);
        }
        catch (Exception error) when (error is not SerializationException)
        {
            // As MassTransit's own does: whoever handles what cannot be read knows it by this type.
            throw new SerializationException("The message's envelope is no JSON that MassTransit knows.", error);
        }
    }

    public MessageBody GetMessageBody(string text) => inner.GetMessageBody(text);

    public void Probe(ProbeContext context) => inner.Probe(context);
}
