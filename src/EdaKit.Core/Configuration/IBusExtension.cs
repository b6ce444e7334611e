using MassTransit;

namespace EdaKit.Configuration;

/// <summary>
/// What a package adds to the bus. Packages register theirs in the container as singletons; <c>UseEdaKit</c> runs them in the order of
/// registration, before the first endpoint exists.
/// </summary>
public interface IBusExtension
{
    /// <summary>Configures the bus. Runs once for each bus that is built.</summary>
    /// <param name="context">MassTransit's registration context.</param>
    /// <param name="bus">The bus under construction, with no endpoint yet.</param>
    void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus);
}
