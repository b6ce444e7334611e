using MassTransit;

namespace Retail.Host.Transport;

/// <summary>
/// Inside one process, with no broker. What waits in a queue is forgotten when the process ends; what waits in an outbox is not.
/// </summary>
internal sealed class InMemoryTransport : IShopTransport
{
    public string Description => "in memory; messages on their way are lost when this process is killed";

    public void Retry(IRetryConfigurator retry) => Patience.OfAVisitor(retry);

    public void Configure(IBusRegistrationConfigurator bus, Action<IBusFactoryConfigurator, IBusRegistrationContext> configureShop) =>
        bus.UsingInMemory((context, configure) =>
        {
            configureShop(configure, context);
            configure.ConfigureEndpoints(context);
        });
}
