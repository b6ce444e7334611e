using EdaKit.Configuration;
using EdaKit.Evidence;
using EdaKit.Sagas.Health;
using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Repository;
using EdaKit.Sagas.Retention;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Telemetry;
using EdaKit.Sagas.Waking;
using EdaKit.Sagas.Witness;
using EdaKit.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

// In the namespace of MassTransit, whose registration calls it, so that it is found without a using.
namespace MassTransit;

/// <summary>Adds the keeping of sagas to EdaKit.</summary>
public static class SagaRegistrationExtensions
{
    /// <summary>
    /// Keeps the instances of every saga that names no repository of its own in a context, in the transaction of the message that is handled: with
    /// <c>UseOutbox</c> for the same context, instance, timeline, outgoing messages and inbox entry commit together.
    /// </summary>
    /// <remarks>
    /// <para>In order, this adds: the repository, for every <c>AddSagaStateMachine</c> before or after it without a repository; the recording of timelines;
    /// <see cref="ISemanticLocks{TDb}"/>, scoped; a witness of what instances wait for (<see cref="IFlowWitness{TDb}"/>); the removal of ended instances of step sagas and
    /// the waking of those whose timer is lost, as hosted services; the gauge <c>edakit.sagas.current</c>, which counts while somebody observes it; the
    /// start-up rules EDA0501 to EDA0511 and EDA0513, and, where <see cref="SagaOptions.RefuseUnknownStates"/> asks for it, EDA0512.</para>
    /// <para>The context's model must have the sagas: call <c>modelBuilder.AddSagas()</c>, and <c>modelBuilder.AddSaga&lt;TState&gt;(…)</c> for each step saga; the
    /// state of a plain state machine may be mapped as any entity whose key is <c>CorrelationId</c>. PostgreSQL and SQLite are supported.</para>
    /// <para>Without the outbox, instance and timeline commit together, and what the saga publishes is sent before.</para>
    /// <para>A second call for the same context completes the options of the first.</para>
    /// </remarks>
    /// <typeparam name="TDb">A context that the container knows.</typeparam>
    /// <param name="builder">EdaKit's registration.</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <returns>The same registration.</returns>
    public static EdaKitBuilder UseSagas<TDb>(this EdaKitBuilder builder, Action<SagaOptions>? configure = null)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        var binding = services.Select(service => service.ImplementationInstance).OfType<SagaBinding>().FirstOrDefault(known => known.ContextType == typeof(TDb));

        if (binding is null)
        {
            binding = SagaBinding.Of<TDb>(new SagaOptions());
            services.AddSingleton(binding);
            services.AddUnitOfWork<TDb>();
            services.AddScoped<ISemanticLocks<TDb>, SemanticLocks<TDb>>();
            services.AddSingleton<IFlowWitness<TDb>, SagaWitness<TDb>>();
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<UnknownStatesGuard<TDb>>(provider, binding.Options));
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<SagaCleaner<TDb>>(provider, binding.Options));
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<SagaWaker<TDb>>(provider, binding.Options));
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<SagaGauges<TDb>>(provider));
            AddShared(services, binding.Options);
            builder.Contracts.FromAssemblyContaining<SagaTimer>();
            builder.Bus.SetSagaRepositoryProvider(new SagaRepositoryProvider<TDb>());
        }

        configure?.Invoke(binding.Options);
        return builder;
    }

    private static void AddShared(IServiceCollection services, SagaOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton<SagaMetrics>();
        services.TryAddSingleton<SagaRegistry>();
        services.TryAddSingleton(typeof(SagaRows<>));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBusExtension, SagaBusExtension>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupRule, SagaRules>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupRule, TimerRule>());
    }
}
