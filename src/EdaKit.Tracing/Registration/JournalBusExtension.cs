using EdaKit.Configuration;
using EdaKit.Journal;
using EdaKit.Tracing.Journal;
using MassTransit;

namespace EdaKit.Tracing.Registration;

/// <summary>Connects the journal to a bus.</summary>
internal sealed class JournalBusExtension(IJournalWriter writer, TimeProvider time) : IBusExtension
{
    public void Configure(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);

        var observer = new JournalObserver(writer, time);
        bus.ConnectReceiveObserver(observer);
        bus.ConnectSendObserver(observer);
        bus.ConnectPublishObserver(observer);
    }
}
