using EdaKit.Tracing.Explaining;
using EdaKit.Tracing.Explaining.Broker;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a journal readable.</summary>
public static class FlowSourceExtensions
{
    /// <summary>
    /// Has every <see cref="IFlowExplainer{TDb}"/> ask RabbitMQ where messages are that were sent and not handled. A second call does nothing.
    /// </summary>
    /// <param name="services">The container's registrations.</param>
    /// <param name="management">The address of its management API, with user, password and virtual host: <c>http://guest:guest@localhost:15672/shop</c>.</param>
    /// <returns>The same registrations.</returns>
    /// <exception cref="ArgumentException">The address is no http or https address.</exception>
    public static IServiceCollection AddFlowBroker(this IServiceCollection services, Uri management)
    {
        ArgumentNullException.ThrowIfNull(services);
        RabbitMqBroker.Check(management);

        services.TryAddSingleton<IFlowBroker>(_ => new RabbitMqBroker(management));
        return services;
    }

    /// <summary>
    /// Adds <see cref="IFlowSource{TDb}"/> and <see cref="IFlowExplainer{TDb}"/>, singletons, and nothing that writes a journal: no bus is needed. For programs that explain
    /// the flows of other processes. <c>UseJournal</c> calls it. A second call does nothing.
    /// </summary>
    /// <typeparam name="TDb">A registered context whose model has the journal: <c>modelBuilder.AddJournal()</c>.</typeparam>
    /// <param name="services">The container's registrations.</param>
    /// <returns>The same registrations.</returns>
    public static IServiceCollection AddFlowSource<TDb>(this IServiceCollection services)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IFlowSource<TDb>, JournalFlowSource<TDb>>();
        services.TryAddSingleton<IFlowExplainer<TDb>, ContextExplainer<TDb>>();
        return services;
    }
}
