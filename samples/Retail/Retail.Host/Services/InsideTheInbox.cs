using MassTransit;
using MassTransit.Configuration;
using Retail.Host.Switches;

namespace Retail.Host.Services;

/// <summary>Puts the switched failure between the inbox and every consumer, inside its transaction.</summary>
internal sealed class InsideTheInbox(ServiceSwitches switches) : IEndpointConfigurationObserver, IConsumerConfigurationObserver
{
    public void EndpointConfigured<T>(T configurator)
        where T : IReceiveEndpointConfigurator => configurator.ConnectConsumerConfigurationObserver(this);

    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class =>
        ((IPipeConfigurator<ConsumeContext<TMessage>>)configurator).UseFilter(new FailureFilter<TMessage>(switches.Of(typeof(TConsumer))));
}
