using EdaKit.Configuration;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Scheduling;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Registration;

/// <summary>
/// Puts the inbox on every endpoint once the endpoint has been configured: so the retries that the endpoint itself asks for stand outside
/// the inbox, where each attempt gets a transaction of its own. On the bus itself it watches what the broker refuses of the relay.
/// </summary>
internal sealed class OutboxBusExtension(InboxRegistry registry, OutboxBindings bindings, OutboxMetrics metrics, ILoggerFactory loggers) : IBusExtension
{
    public void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        var logger = loggers.CreateLogger("EdaKit.Outbox.Inbox");

        if (bindings.IsScheduler)
            bus.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new SchedulerFilter(bindings, registry, context)));

        bus.ConnectEndpointConfigurationObserver(new EndpointObserver(
            endpoint => new InboxConfigurationObserver(endpoint, context, registry, bindings, metrics, logger)));

        var refusals = new RefusalObserver();
        bus.ConnectSendObserver(refusals);
        bus.ConnectPublishObserver(refusals);
    }

    private sealed class EndpointObserver(Func<IReceiveEndpointConfigurator, InboxConfigurationObserver> inboxOf) : IEndpointConfigurationObserver
    {
        public void EndpointConfigured<T>(T configurator)
            where T : IReceiveEndpointConfigurator
        {
            var inbox = inboxOf(configurator);
            configurator.ConnectConsumerConfigurationObserver(inbox);
            configurator.ConnectSagaConfigurationObserver(inbox);
        }
    }
}
