using EdaKit.CloudEvents;
using EdaKit.CloudEvents.Registration;

// In the namespace of what it extends, so that it is found without a using.
namespace MassTransit;

/// <summary>Puts CloudEvents on a bus.</summary>
public static class CloudEventsBusExtensions
{
    /// <summary>
    /// Reads CloudEvents 1.0 of both modes as messages, and writes messages as CloudEvents where <see cref="CloudEventsOptions.Mode"/> or
    /// <see cref="CloudEventsOptions.For{T}"/> says so. What is no event is read as before.
    /// </summary>
    /// <remarks>
    /// Calls <c>UseEdaKit</c> where that was not done, so it stands before the first endpoint. Call it after <c>UseRawJsonSerializer</c> or
    /// <c>UseNewtonsoftJsonSerializer</c>, which would take its place (EDA0404). A second call goes on with the options of the first.
    /// </remarks>
    /// <param name="bus">The bus under construction.</param>
    /// <param name="context">The context that the <c>Using…</c> callback was given.</param>
    /// <param name="configure">Says what is written. Default: nothing, events are only read.</param>
    /// <exception cref="EdaKit.Startup.EdaKitConfigurationException"><c>AddEdaKit</c> was not called (EDA0004).</exception>
    public static void UseCloudEvents(this IBusFactoryConfigurator bus, IBusRegistrationContext context, Action<CloudEventsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(context);

        bus.UseEdaKit(context);
        var setup = new CloudEventsSetup(context, configure, CloudEventsSetup.CallOfTheBus);

        setup.AddFormats(bus.AddSerializer, bus.AddDeserializer);
        setup.AddModes(bus, bus);
    }
}
