using EdaKit.Flow;
using EdaKit.Flow.Undeclared;
using MassTransit;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes an application strict for a test.</summary>
public static class FlowTestingExtensions
{
    /// <summary>
    /// Has consumers and sagas that declare what they publish fail with an <see cref="UndeclaredPublishException"/> where they publish something else. Call it once everything is
    /// registered, and before the container is built. A second call does nothing.
    /// </summary>
    /// <param name="services">The registrations of the application.</param>
    /// <returns>The same registrations.</returns>
    /// <exception cref="ConfigurationException">EdaKit is not registered.</exception>
    public static IServiceCollection RefuseUndeclaredPublishes(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        var options = services.Select(service => service.ImplementationInstance).OfType<FlowOptions>().FirstOrDefault()
            ?? throw new ConfigurationException("EdaKit is not registered here. Call RefuseUndeclaredPublishes after x.AddEdaKit(…).");

        options.RefuseUndeclared = true;
        return services;
    }
}
