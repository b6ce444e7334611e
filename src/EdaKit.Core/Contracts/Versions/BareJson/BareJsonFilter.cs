using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Contracts.Versions.BareJson;

/// <summary>
/// Lets bare JSON that names a contract be read as what it names, by whatever call MassTransit was told to read bare JSON: its own reader knows no way
/// between versions, and with <see cref="RawSerializerOptions.AnyMessageType"/> gives the JSON, as it is, to whoever asks for anything. What names no
/// contract stays as MassTransit reads it.
/// </summary>
internal sealed class BareJsonFilter(ContractVersions versions) : IFilter<ConsumeContext>
{
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next) =>
        next.Send(context.SerializerContext is SystemTextJsonRawSerializerContext raw && NamesContract(raw) && raw.TryGetMessage(typeof(JsonElement), out var wire)
            ? new BareJsonConsumeContext(context, new BareJsonContext(versions, raw, (JsonElement)wire))
            : context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-bare-json");

    private static bool NamesContract(SystemTextJsonRawSerializerContext raw) => raw.SupportedMessageTypes.Any(type => ContractUrn.Parse(type) is not null);
}
