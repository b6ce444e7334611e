using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>Lets every endpoint fail loudly where a contract comes that it does not read.</summary>
/// <param name="catalog">What this process knows.</param>
/// <param name="responses">The bus's own address, where responses arrive; asked for with the first such message, when the bus is there.</param>
internal sealed class UnreadContractObserver(ContractCatalog catalog, Lazy<Uri> responses) : IEndpointConfigurationObserver
{
    public void EndpointConfigured<T>(T configurator)
        where T : IReceiveEndpointConfigurator =>
        configurator.ConfigureDeadLetter(skipped => skipped.UseFilter(new UnreadContractFilter(catalog, responses)));
}
