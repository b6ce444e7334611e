using MassTransit;

namespace Retail.Host.Transport;

/// <summary>How messages travel between the services.</summary>
internal interface IShopTransport
{
    /// <summary>What to tell the person at the console.</summary>
    string Description { get; }

    /// <summary>Puts the bus on this transport.</summary>
    void Configure(IBusRegistrationConfigurator bus);
}
