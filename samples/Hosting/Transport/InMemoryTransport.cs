using MassTransit;

namespace Samples.Hosting.Transport;

/// <summary>
/// Inside one process, with no broker. What waits in a queue is forgotten when the process ends; what waits in an outbox is not.
/// </summary>
internal sealed class InMemoryTransport : IServiceTransport
{
    public string Description => "in memory; messages on their way are lost when this process ends";

    public bool IsEmbedded => true;

    public void Configure(IBusRegistrationConfigurator bus, Action<IBusFactoryConfigurator, IBusRegistrationContext> configureSample) =>
        bus.UsingInMemory((context, configure) =>
        {
            configureSample(configure, context);
            configure.ConfigureEndpoints(context);
        });
}
