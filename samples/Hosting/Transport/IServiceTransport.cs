using MassTransit;

namespace Samples.Hosting.Transport;

/// <summary>How messages travel between the services.</summary>
internal interface IServiceTransport
{
    /// <summary>What to tell the person at the console.</summary>
    string Description { get; }

    /// <summary>Whether everything runs inside this process, for somebody who looks at it.</summary>
    bool IsEmbedded { get; }

    /// <summary>Puts the bus on this transport.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="configureSample">Configures what is the same on every transport; to be called before the endpoints.</param>
    void Configure(IBusRegistrationConfigurator bus, Action<IBusFactoryConfigurator, IBusRegistrationContext> configureSample);
}
