using MassTransit;
using MassTransit.Configuration;
using Retail.Host.Logs;
using Retail.Host.Switches;
using Retail.Host.Work;

namespace Retail.Host.Services;

/// <summary>Puts log, switch and working time before every consumer, outside its transaction.</summary>
internal sealed class OutsideTheInbox(ServiceSwitches switches, OrderLog log, WorkingTimes times, TimeProvider clock) : IConsumerConfigurationObserver
{
    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class
    {
        var pipe = (IPipeConfigurator<ConsumeContext<TMessage>>)configurator;
        var service = switches.Of(typeof(TConsumer));

        pipe.UseFilter(new OrderLogFilter<TMessage>(service.Service, typeof(TConsumer).Name, log, clock));
        pipe.UseFilter(new GateFilter<TMessage>(service));
        if (times.Of(service.Service) is { Ticks: > 0 } time)
            pipe.UseFilter(new WorkingTimeFilter<TMessage>(time, clock));
    }
}
