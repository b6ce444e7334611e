using System.Net.Mime;
using EdaKit.CloudEvents.Attributes;
using EdaKit.CloudEvents.Mapping;
using EdaKit.Contracts.Versions;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>All that a bus or an endpoint needs to read and write events.</summary>
internal sealed class CloudEventsFormats
{
    private readonly CloudEventsFactory _structured;
    private readonly CloudEventsFactory _headers;
    private readonly CloudEventsFactory _batches;
    private readonly CloudEventsFactory _envelopes;

    public CloudEventsFormats(CloudEventsOptions options, ContractVersions versions, TimeProvider time)
    {
        var attributes = new EventAttributes(options, time);
        var structured = new StructuredSerializer(attributes);

        _structured = new(structured.ContentType, versions, structured);
        _headers = new(new(MediaType.Json), versions, new HeadersSerializer(attributes));
        _batches = new(new(MediaType.EventBatch), versions, structured);
        _envelopes = new(SystemTextJsonMessageSerializer.JsonContentType, versions, new SystemTextJsonMessageSerializer());
    }

    /// <summary>For which content types events are read here. The default is asked for all that nobody else reads, such as data of other types.</summary>
    public static IReadOnlyList<string> Read { get; } =
        [MediaType.StructuredEvent, MediaType.EventBatch, MediaType.Json, SystemTextJsonMessageSerializer.JsonContentType.MediaType];

    public void AddTo(Action<ISerializerFactory, bool> addSerializer, Action<ISerializerFactory, bool> addDeserializer, CloudEventsMode mode)
    {
        addSerializer(_structured, mode == CloudEventsMode.Structured);
        addSerializer(_headers, mode == CloudEventsMode.Headers);

        addDeserializer(_structured, false);
        addDeserializer(_batches, false);
        addDeserializer(_headers, false);
        addDeserializer(_envelopes, true);
    }

    /// <summary>Lets messages leave in MassTransit's own envelope again.</summary>
    public void AddEnvelopes(Action<ISerializerFactory, bool> addSerializer) => addSerializer(_envelopes, true);

    /// <summary>The content type under which MassTransit knows the serializer of a mode.</summary>
    public static ContentType ContentTypeOf(CloudEventsMode mode) => mode switch
    {
        CloudEventsMode.Structured => new(MediaType.StructuredEvent),
        CloudEventsMode.Headers => new(MediaType.Json),
        _ => SystemTextJsonMessageSerializer.JsonContentType,
    };
}
