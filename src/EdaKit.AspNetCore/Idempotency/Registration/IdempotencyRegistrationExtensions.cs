using EdaKit.AspNetCore.Idempotency;
using EdaKit.AspNetCore.Idempotency.Endpoints;
using EdaKit.AspNetCore.Idempotency.Registration;
using EdaKit.AspNetCore.Idempotency.Storage;
using EdaKit.AspNetCore.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds idempotency keys to an application.</summary>
public static class IdempotencyRegistrationExtensions
{
    /// <summary>Gives a context what the endpoints need that <c>RequireIdempotencyKey</c> or <c>AcceptIdempotencyKey</c> names it for.</summary>
    /// <remarks>
    /// <para>In order, this adds: EdaKit's unit of work on the context; what runs before the endpoints; the check of the configuration when the
    /// web server starts (EDA0301 to EDA0307); the removal of old answers as a hosted service.</para>
    /// <para>The context's model must have the table: call <c>modelBuilder.AddIdempotency()</c>. PostgreSQL and SQLite are supported, told apart
    /// by the context's provider. The context may have an outbox, and needs none. A second call for the same context completes the options of
    /// the first.</para>
    /// <para>Promised, within <see cref="IdempotencyOptions.Window"/>: of all requests of one caller to one endpoint with one key, one has effects
    /// in the database, and all that are answered with its answer come after its commit.</para>
    /// </remarks>
    /// <typeparam name="TDb">A context that the container knows.</typeparam>
    /// <param name="services">The container's registrations.</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <returns>The same registrations.</returns>
    public static IServiceCollection AddIdempotency<TDb>(this IServiceCollection services, Action<IdempotencyOptions>? configure = null)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);

        var binding = services.Select(service => service.ImplementationInstance).OfType<IdempotencyBinding>().FirstOrDefault(b => b.ContextType == typeof(TDb));

        if (binding is null)
        {
            binding = IdempotencyBinding.Of<TDb>();
            AddShared(services);
            services.AddSingleton(binding);
            services.AddUnitOfWork<TDb>();
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<IdempotencyCleaner<TDb>>(provider, binding.Options));
        }

        configure?.Invoke(binding.Options);
        return services;
    }

    private static void AddShared(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(IdempotencyBindings)))
            return;

        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<IdempotencyBindings>();
        services.AddSingleton<IdempotencyMetrics>();
        services.AddSingleton<RequestsInProgress>();
        services.AddSingleton<IdempotencyTransaction>();
        services.AddSingleton<IdempotentEndpoint>();
        services.AddSingleton<IdempotencyRules>();
        services.AddSingleton<IStartupFilter, IdempotencyStartup>();
    }
}
