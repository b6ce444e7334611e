using MassTransit;

namespace Retail.Host.Transport;

/// <summary>How messages travel between the services.</summary>
internal interface IShopTransport
{
    /// <summary>What to tell the person at the console.</summary>
    string Description { get; }

    /// <summary>How often, and after which pauses, a message that failed is tried again.</summary>
    void Retry(IRetryConfigurator retry);

    /// <summary>Puts the bus on this transport.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="configureShop">Configures what is the same on every transport; to be called before the endpoints.</param>
    void Configure(IBusRegistrationConfigurator bus, Action<IBusFactoryConfigurator, IBusRegistrationContext> configureShop);
}
