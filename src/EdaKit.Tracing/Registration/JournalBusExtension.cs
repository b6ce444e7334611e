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

        var writers = sources.Select(source => (Source: source, Writer: context.GetService(typeof(IJournalWriter<>).MakeGenericType(source.ContextType)) as IJournalWriter))
            .Where(one => one.Writer is not null).ToList();

        var observer = new JournalObserver(writer, participant => writers.Find(one => one.Source.Has(participant)).Writer ?? writer, time);
        bus.ConnectReceiveObserver(observer);
        bus.ConnectSendObserver(observer);
        bus.ConnectPublishObserver(observer);
    }
}
