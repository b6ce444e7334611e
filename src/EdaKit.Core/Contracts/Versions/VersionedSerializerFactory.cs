using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Contracts.Versions;

/// <summary>Takes the place of MassTransit's JSON where contracts are registered: their older versions and their faults are read here.</summary>
internal sealed class VersionedSerializerFactory(ContractVersions versions) : ISerializerFactory
{
    private readonly SystemTextJsonMessageSerializer _inner = new();

    public ContentType ContentType => _inner.ContentType;

    public IMessageSerializer CreateSerializer() => _inner;

    public IMessageDeserializer CreateDeserializer() => new VersionedDeserializer(versions, _inner);
}
