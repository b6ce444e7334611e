using MassTransit;
using Retail.Host.Logs;
using Retail.Host.Switches;
using Retail.Host.Work;

namespace Retail.Host.Services;

/// <summary>What a message meets on its way to a consumer, the same on every transport.</summary>
internal static class ShopPipeline
{
    /// <summary>
    /// From the outside in: retry, the log of the order, the switch, the working time, EdaKit's inbox, the switched failure, the consumer.
    /// </summary>
    public static void Configure(IBusFactoryConfigurator bus, IBusRegistrationContext context, ShopSettings settings)
    {
        // Observers act in the order in which they are connected: what stands before UseEdaKit is outside the inbox.
        bus.ConnectConsumerConfigurationObserver(new OutsideTheInbox(
            context.GetRequiredService<ServiceSwitches>(),
            context.GetRequiredService<OrderLog>(),
            settings.WorkingTimes,
            context.GetRequiredService<TimeProvider>()));
        bus.UseEdaKit(context);
        bus.ConnectEndpointConfigurationObserver(new InsideTheInbox(context.GetRequiredService<ServiceSwitches>()));

        bus.ConcurrentMessageLimit = settings.Concurrency;
        bus.UseMessageRetry(Retries.On(settings.Transport));
    }
}
