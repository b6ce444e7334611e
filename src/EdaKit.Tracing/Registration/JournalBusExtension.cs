using EdaKit.Configuration;
using EdaKit.Journal;
using EdaKit.Tracing.Journal;
using MassTransit;

namespace EdaKit.Tracing.Registration;

/// <summary>Connects the journal to a bus.</summary>
internal sealed class JournalBusExtension(IJournalWriter writer, IEnumerable<JournalSource> sources, TimeProvider time) : IBusExtension
{
    public void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);

        var journals =
            from source in sources
            let own = context.GetService(typeof(IJournalWriter<>).MakeGenericType(source.ContextType)) as IJournalWriter
            where own is not null
            select (source, own);

        var batches = new BatchConsumers();
        bus.ConnectEndpointConfigurationObserver(batches);

        var observer = new JournalObserver(new(writer, [.. journals]), batches, time);
        bus.ConnectReceiveObserver(observer);
        bus.ConnectSendObserver(observer);
        bus.ConnectPublishObserver(observer);
    }
}
