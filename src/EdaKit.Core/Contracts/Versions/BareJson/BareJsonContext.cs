using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Contracts.Versions.BareJson;

/// <summary>
/// Bare JSON that names a contract. As a contract it can be read as what it names, and as every later version to which that has a path; as any other
/// type, as MassTransit was told.
/// </summary>
internal sealed class BareJsonContext(ContractVersions versions, SystemTextJsonRawSerializerContext raw, JsonElement wire)
    : SystemTextJsonRawSerializerContext(SystemTextJsonMessageSerializer.Instance, SystemTextJsonMessageSerializer.Options,
        SystemTextJsonRawMessageSerializer.JsonContentType, raw, raw.SupportedMessageTypes, RawSerializerOptions.AddTransportHeaders, wire)
{
    private readonly SystemTextJsonRawSerializerContext _raw = raw;

    public override bool IsSupportedMessageType<T>() => IsSupportedMessageType(typeof(T));

    public override bool IsSupportedMessageType(Type messageType) => IsContract(messageType)
        ? base.IsSupportedMessageType(messageType) || versions.TryFindReader(messageType, SupportedMessageTypes, out _)
        : _raw.IsSupportedMessageType(messageType);

    public override bool TryGetMessage<T>(out T? message)
        where T : class
    {
        if (TryUpcast(typeof(T), out var upcast))
        {
            message = (T)upcast;
            return true;
        }

        return base.TryGetMessage(out message);
    }

    public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message) =>
        TryUpcast(messageType, out message) || base.TryGetMessage(messageType, out message);

    public override IMessageSerializer GetMessageSerializer() => new ReceivedNamesSerializer(_raw.GetMessageSerializer(), SupportedMessageTypes);

    private bool TryUpcast(Type type, [NotNullWhen(true)] out object? upcast)
    {
        upcast = null;
        return !base.IsSupportedMessageType(type) && versions.TryUpcast(type, SupportedMessageTypes, Message, Options, out upcast);
    }

    private static bool IsContract(Type type) => (FaultType.MessageOf(type) ?? type).IsDefined(typeof(EventContractAttribute), inherit: false);
}
