using System.Net.Mime;
using EdaKit.CloudEvents.Attributes;
using EdaKit.CloudEvents.Formats;
using EdaKit.CloudEvents.Mapping;
using EdaKit.Contracts.Versions;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>Reads events of both modes, and leaves what is no event to those who would read it without CloudEvents.</summary>
/// <param name="contentType">For which content type MassTransit asks this one.</param>
/// <param name="versions">How contracts of other versions are read.</param>
internal sealed class CloudEventsDeserializer(ContentType contentType, ContractVersions versions) : IMessageDeserializer
{
    /// <summary>The name in MassTransit's probe.</summary>
    public const string ProbeName = "cloudEvents";

    private readonly IMessageDeserializer _envelopes = new VersionedSerializerFactory(versions).CreateDeserializer();
    private readonly SystemTextJsonRawMessageSerializer _rawJson = new();

    public ContentType ContentType => contentType;

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        ArgumentNullException.ThrowIfNull(receiveContext);

        var (body, headers) = (receiveContext.Body, receiveContext.TransportHeaders);
        var read = Read(body, headers, receiveContext.ContentType);
        if (read is null)
            return Others(headers).Deserialize(receiveContext);

        var context = ContextOf(read, body, headers, receiveContext.ContentType, receiveContext.InputAddress);
        EventTrace.Link(read.Event);
        receiveContext.AddOrUpdatePayload(() => read.Event, _ => read.Event);
        receiveContext.AddOrUpdatePayload(() => new ReceivedTypes(context.SupportedMessageTypes), _ => new ReceivedTypes(context.SupportedMessageTypes));
        return new BodyConsumeContext(receiveContext, context);
    }

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(headers);

        var named = headers.TryGetHeader(MessageHeaders.ContentType, out var header) ? header as string : null;
        var messageType = named is not null && MediaType.IsWellFormed(named) ? new ContentType(named) : contentType;
        return Read(body, headers, messageType) is { } read
            ? ContextOf(read, body, headers, messageType, destinationAddress)
            : Others(headers).Deserialize(body, headers, destinationAddress);
    }

    public MessageBody GetMessageBody(string text) => _envelopes.GetMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope(ProbeName).Add("contentType", contentType.MediaType);

    /// <summary>Reads an event.</summary>
    /// <returns>Null for what is none.</returns>
    /// <exception cref="InvalidCloudEventException">It is meant to be an event, and is no valid one.</exception>
    public static ReceivedEvent? Read(MessageBody body, Headers headers, ContentType? messageType)
    {
        var mediaType = messageType?.MediaType ?? "";

        // 1. The content type decides whether the body is an event as a whole.
        if (mediaType.StartsWith(MediaType.AnyEvent, StringComparison.OrdinalIgnoreCase))
        {
            CheckFormat(mediaType, messageType!.CharSet);
            return StructuredFormat.Read(body.GetBytes());
        }

        // 2. Headers do so for everything but MassTransit's own format, whose envelope may bear them for a reason of its sender.
        return !mediaType.Equals(SystemTextJsonMessageSerializer.JsonContentType.MediaType, StringComparison.OrdinalIgnoreCase)
            && HeadersFormat.IsEvent(headers)
            ? HeadersFormat.Read(headers, messageType?.ToString(), body.GetBytes())
            : null;
    }

    private static void CheckFormat(string mediaType, string? charSet)
    {
        if (mediaType.Equals(MediaType.EventBatch, StringComparison.OrdinalIgnoreCase))
            throw new InvalidCloudEventException(null, $"it is a batch ('{mediaType}'), and a message is one event.",
                $"Send each event as a message of its own, of type '{MediaType.StructuredEvent}'.");

        if (!mediaType.Equals(MediaType.StructuredEvent, StringComparison.OrdinalIgnoreCase))
            throw new InvalidCloudEventException(null, $"its format is '{mediaType}', and only '{MediaType.StructuredEvent}' is read.",
                "Let the sender write JSON, or put the attributes in headers.");

        if (charSet is not null && !charSet.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !charSet.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            throw new InvalidCloudEventException(null, $"its character set is '{charSet}', and JSON is UTF-8.", "Let the sender write UTF-8.");
    }

    private EventSerializerContext ContextOf(ReceivedEvent read, MessageBody body, Headers headers, ContentType? messageType, Uri? destination)
    {
        var isStructured = messageType is not null && messageType.MediaType.StartsWith(MediaType.AnyEvent, StringComparison.OrdinalIgnoreCase);
        var forwarded = new ForwardedSerializer(messageType ?? new(MediaType.Json), body, isStructured ? null : read.Event);

        return new(versions, EventEnvelope.Of(read, headers, destination), forwarded);
    }

    /// <summary>Bare JSON that says what it is was read by whoever asked MassTransit for it; the rest is an envelope, or an error there.</summary>
    private IMessageDeserializer Others(Headers headers) =>
        contentType.MediaType.Equals(MediaType.Json, StringComparison.OrdinalIgnoreCase) && headers.TryGetHeader(MessageHeaders.MessageType, out _)
            ? _rawJson
            : _envelopes;
}
