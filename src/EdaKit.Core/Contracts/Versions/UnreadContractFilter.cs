using EdaKit.Configuration;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Rescue;

namespace EdaKit.Contracts.Versions;

/// <summary>
/// Stands where MassTransit moves what nobody consumed to the <c>_skipped</c> queue, where nobody looks. A message of a contract is a fault there, and
/// goes to the error queue; any other goes on. To throw here would not do: it is outside of what moves faults, and the broker would deliver the message
/// again and again.
/// </summary>
internal sealed class UnreadContractFilter(ContractCatalog catalog, Lazy<Uri> responses) : IFilter<ReceiveContext>
{
    private readonly IPipe<ExceptionReceiveContext> _errors = Pipe.New<ExceptionReceiveContext>(errors =>
    {
        errors.UseFilter(new GenerateFaultFilter());
        errors.UseFilter(new ErrorTransportFilter());
    });

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        // What comes late to where responses arrive, for a requester that has given up, is no fault.
        if (context.InputAddress.AbsolutePath != responses.Value.AbsolutePath && new UnconsumedMessage(context).Types().Select(ContractUrn.Parse).FirstOrDefault(urn => urn is not null) is { } urn)
            await _errors.Send(new RescueExceptionReceiveContext(context, Unread(urn, context.InputAddress)));
        else
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-unread-contracts");

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
}
