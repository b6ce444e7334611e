using EdaKit.CloudEvents;
using EdaKit.CloudEvents.Registration;
using EdaKit.Configuration;

// In the namespace of what it extends, so that it is found without a using.
namespace MassTransit;

/// <summary>Puts CloudEvents on one endpoint.</summary>
public static class CloudEventsEndpointExtensions
{
    /// <summary>
    /// Lets what the consumers of one endpoint publish, send and respond leave otherwise than the bus says. It reads events too. A second
    /// call goes on with the options of the first.
    /// </summary>
    /// <param name="endpoint">The endpoint under construction.</param>
    /// <param name="context">The bus's registration context.</param>
    /// <param name="configure">Says what is written.</param>
    /// <exception cref="InvalidOperationException"><c>AddEdaKit</c> was not called.</exception>
    public static void UseCloudEvents(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context, Action<CloudEventsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(configure);

        var setup = new CloudEventsSetup(context, configure, $"UseCloudEvents of endpoint '{BusAttachment.NameOf(endpoint.InputAddress)}'");

        setup.AddFormats(endpoint.AddSerializer, endpoint.AddDeserializer);
        setup.AddModes(endpoint, endpoint);
    }
}
