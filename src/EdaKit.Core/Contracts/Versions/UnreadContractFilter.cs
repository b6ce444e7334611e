using System.Text.Json;
using EdaKit.Configuration;
using EdaKit.Journal;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Rescue;

namespace EdaKit.Contracts.Versions;

/// <summary>
/// Stands where MassTransit moves what nobody consumed to the <c>_skipped</c> queue, where nobody looks. A message of a contract is a fault there, and
/// goes to the error queue; any other goes on. To throw here would not do: it is outside of what moves faults, and the broker would deliver the message
/// again and again.
/// </summary>
internal sealed class UnreadContractFilter(ContractCatalog catalog, Lazy<Uri> responses, IJournalWriter? journal, TimeProvider time) : IFilter<ReceiveContext>
{
    private readonly IPipe<ExceptionReceiveContext> _errors = Pipe.New<ExceptionReceiveContext>(errors =>
    {
        errors.UseFilter(new GenerateFaultFilter());
        errors.UseFilter(new ErrorTransportFilter());
    });

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        // What comes late to where responses arrive, for a requester that has given up, is no fault.
        if (context.InputAddress.AbsolutePath != responses.Value.AbsolutePath && TypesOf(context).Select(ContractUrn.Parse).FirstOrDefault(urn => urn is not null) is { } urn)
            await FailAsync(context, Unread(urn, context.InputAddress));
        else
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-unread-contracts");

    // No consumer saw it, so that nobody else could write it down.
    private async Task FailAsync(ReceiveContext context, ContractNotReadException unread)
    {
        await _errors.Send(new RescueExceptionReceiveContext(context, unread));
        journal?.Add(UnreadEntry.Of(context, unread, BusAttachment.NameOf(context.InputAddress), time.GetUtcNow()));
    }

    private ContractNotReadException Unread(ContractUrn urn, Uri address)
    {
        var (name, version, isFault) = urn;
        var endpoint = BusAttachment.NameOf(address);
        var newest = catalog.Contracts.LastOrDefault(contract => contract.Name == name);

        var remedy = newest switch
        {
            null => $"This process knows no contract of that name. Register the contract and a consumer, or remove the binding of '{endpoint}' to the exchange '{name}'.",
            _ when newest.Version < version => $"This process knows the contract up to version '{newest.Version}'. Let its publisher call Contracts.Emit with version "
                + $"'{newest.Version}' until this process is deployed with version '{version}'.",
            _ => $"This process knows the contract up to version '{newest.Version}', and no consumer of the endpoint can be given version '{version}'. "
                + "Add Contracts.Upcast, Reshape or UpcastJson from that version, or a consumer.",
        };

        return new(name, version, address, $"Endpoint '{endpoint}' got a {(isFault ? "fault" : "message")} of '{name} v{version}' that nobody there reads. {remedy} Then move it back from the error queue.");
    }

    /// <summary>What a message says that it is. Of one that nobody consumed, MassTransit keeps its bytes and headers.</summary>
    private static string[] TypesOf(ReceiveContext context)
    {
        if (context.TryGetPayload<ReceivedTypes>(out var received))
            return received.Urns;

        if (context.TransportHeaders.TryGetHeader(MessageHeaders.MessageType, out var header) && header is string types)
            return types.Split(';');

        try
        {
            using var body = JsonDocument.Parse(context.Body.GetBytes());
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("messageType", out var named) && named.ValueKind == JsonValueKind.Array
                ? [.. named.EnumerateArray().Select(type => type.ToString())]
                : [];
        }
        catch (JsonException)
        {
            // No JSON, so no format in which contracts are named.
            return [];
        }
    }
}
