using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Contracts.Versions;

/// <summary>A message that can be read as what it is, and as every later version to which its contract has a path.</summary>
/// <remarks>Not sealed: a package that reads another format derives from it, to send on what it read in that format.</remarks>
internal class VersionedSerializerContext(ContractVersions versions, IObjectDeserializer objects, JsonSerializerOptions options, ContentType contentType,
    MessageContext message, MessageEnvelope envelope)
    : SystemTextJsonSerializerContext(objects, options, contentType, message, envelope.MessageType ?? [], envelope)
{
    public override bool IsSupportedMessageType<T>() => base.IsSupportedMessageType<T>() || versions.TryFindReader(typeof(T), SupportedMessageTypes, out _);

    public override bool IsSupportedMessageType(Type messageType) =>
        base.IsSupportedMessageType(messageType) || versions.TryFindReader(messageType, SupportedMessageTypes, out _);

    public override bool TryGetMessage<T>(out T? message)
        where T : class
    {
        if (versions.Knows(typeof(T)) && !base.IsSupportedMessageType<T>() && versions.TryUpcast(typeof(T), SupportedMessageTypes, Message, Options, out var upcast))
        {
            message = (T)upcast;
            return true;
        }

        return base.TryGetMessage(out message);
    }

    public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message) =>
        (versions.Knows(messageType) && !base.IsSupportedMessageType(messageType) && versions.TryUpcast(messageType, SupportedMessageTypes, Message, Options, out message))
        || base.TryGetMessage(messageType, out message);
}
