using EdaKit.Evidence;
using EdaKit.Outbox;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Witness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes an outbox operable.</summary>
public static class OutboxOperationsExtensions
{
    /// <summary>
    /// Adds <see cref="IOutboxOperations{TDb}"/>, and a witness of what waits (<see cref="IFlowWitness{TDb}"/>), and nothing else of the outbox: no bus, no relay, no inbox. For programs with which people
    /// look after an outbox that other processes fill and empty; what is put back, their relays take with their next poll.
    /// </summary>
    /// <remarks>
    /// A process that calls <c>UseOutbox</c> for the context has it already; both calls together, in any order, are one registration, which
    /// wakes the relay of this process. A second call does nothing.
    /// </remarks>
    /// <typeparam name="TDb">A registered context whose model has the outbox: <c>modelBuilder.AddOutbox()</c>, with the schema of the tables.</typeparam>
    /// <param name="services">The container's registrations.</param>
    /// <returns>The same registrations.</returns>
    public static IServiceCollection AddOutboxOperations<TDb>(this IServiceCollection services)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddLogging();
        services.AddUnitOfWork<TDb>();
        services.TryAddSingleton<OperationsStore<TDb>>();
        services.TryAddSingleton<IOutboxOperations<TDb>>(provider => new OutboxOperations<TDb>(provider.GetRequiredService<OperationsStore<TDb>>(),
            provider.GetService<HandOff<TDb>>(), provider.GetService<LaneSignals<TDb>>(), provider.GetRequiredService<ILogger<OutboxOperations<TDb>>>()));

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFlowWitness<TDb>, OutboxWitness<TDb>>());
        return services;
    }
}
