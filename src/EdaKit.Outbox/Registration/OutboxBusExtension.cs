using EdaKit.Configuration;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Telemetry;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Registration;

/// <summary>
/// Puts the inbox on every endpoint once the endpoint has been configured: so the retries that the endpoint itself asks for stand outside
/// the inbox, where each attempt gets a transaction of its own.
/// </summary>
internal sealed class OutboxBusExtension(InboxRegistry registry, OutboxBindings bindings, OutboxMetrics metrics, ILoggerFactory loggers) : IBusExtension
{
    public void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus) =>
        bus.ConnectEndpointConfigurationObserver(new EndpointObserver(this, context));

    private sealed class EndpointObserver(OutboxBusExtension extension, IBusRegistrationContext context) : IEndpointConfigurationObserver
    {
        private readonly ILogger _logger = extension._loggers.CreateLogger("EdaKit.Outbox.Inbox");

        public void EndpointConfigured<T>(T configurator)
            where T : IReceiveEndpointConfigurator
        {
            var inbox = new InboxConfigurationObserver(configurator, context, extension._registry, extension._bindings, extension._metrics, _logger);
            configurator.ConnectConsumerConfigurationObserver(inbox);
            configurator.ConnectSagaConfigurationObserver(inbox);
        }
    }

    private readonly InboxRegistry _registry = registry;
    private readonly OutboxBindings _bindings = bindings;
    private readonly OutboxMetrics _metrics = metrics;
    private readonly ILoggerFactory _loggers = loggers;
}
