using EdaKit.Contracts.Versions;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.CloudEvents.Serialization;

/// <summary>An event that has been read: its data is read as messages of MassTransit's envelope are, versions and all.</summary>
internal sealed class EventSerializerContext(ContractVersions versions, MessageEnvelope envelope, ForwardedSerializer forwarded)
    : VersionedSerializerContext(versions, SystemTextJsonMessageSerializer.Instance, SystemTextJsonMessageSerializer.Options,
        SystemTextJsonMessageSerializer.JsonContentType,
        new EnvelopeMessageContext(envelope, SystemTextJsonMessageSerializer.Instance), envelope)
{
    public override IMessageSerializer GetMessageSerializer() => forwarded;
}
