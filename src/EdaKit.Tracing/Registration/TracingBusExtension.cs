using EdaKit.Configuration;
using EdaKit.Tracing.Flow;
using EdaKit.Tracing.Propagation;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Registration;

/// <summary>Puts the filters of tracing on a bus.</summary>
internal sealed class TracingBusExtension(TracingOptions options, ILoggerFactory loggers) : IBusExtension
{
    public void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);

        var observer = new TraceContextObserver(options);
        observer.ConnectTo(bus, bus);
        bus.ConnectSendObserver(observer);
        bus.ConnectPublishObserver(observer);

        // Before all that others add, so that retries, the inbox and the consumer run inside.
        Add(bus, new TraceRestoreFilter());
        Add(bus, new MessageFlowFilter());

        if (options.LogScopes)
            Add(bus, new LogScopeFilter(loggers.CreateLogger("EdaKit.Tracing")));
    }

    private static void Add(IBusFactoryConfigurator bus, IFilter<ConsumeContext> filter) =>
        bus.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(filter));
}
