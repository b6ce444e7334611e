using System.Net.Mime;
using EdaKit.Contracts.Versions;
using MassTransit;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>What MassTransit asks for the serializers of one content type.</summary>
internal sealed class CloudEventsFactory(ContentType contentType, ContractVersions versions, IMessageSerializer serializer) : ISerializerFactory
{
    public ContentType ContentType => contentType;

    public IMessageSerializer CreateSerializer() => serializer;

    public IMessageDeserializer CreateDeserializer() => new CloudEventsDeserializer(contentType, versions);
}
