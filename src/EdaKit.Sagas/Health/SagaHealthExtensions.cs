using EdaKit.Sagas.Health;
using EdaKit.Sagas.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds sagas to an application's health checks.</summary>
public static class SagaHealthExtensions
{
    /// <summary>
    /// Adds a check named <c>sagas-</c> and the context's name. Degraded: instances of step sagas are parked. Unhealthy: stored instances are in states or on
    /// versions that the sagas of this process do not know, such as after a rollback, or the database does not answer. Its data holds the number of
    /// instances by saga, version and state.
    /// </summary>
    /// <remarks>
    /// Each check is one statement for each saga. Of step sagas it counts the instances that have not ended: that ended ones of a version that is gone are still kept,
    /// <c>edakit saga check</c> says. It looks at what is stored and at the sagas of this process, once its bus is built: so use it to hold back a deployment
    /// or to alarm people, not to restart a process. It never keeps a process from starting; <c>RefuseUnknownStates</c> of <c>UseSagas</c> does.
    /// </remarks>
    /// <typeparam name="TDb">The context of <c>UseSagas</c>.</typeparam>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="timeout">How long to wait for the database. Default: 5 seconds.</param>
    /// <param name="tags">Tags of the check, by which endpoints choose.</param>
    /// <returns>The same health checks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not positive.</exception>
    public static IHealthChecksBuilder AddSagas<TDb>(this IHealthChecksBuilder builder, TimeSpan? timeout = null, IEnumerable<string>? tags = null)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var wait = timeout ?? TimeSpan.FromSeconds(5);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wait, TimeSpan.Zero, nameof(timeout));

        if (builder.Services.Any(service => service.ServiceType == typeof(Registration<TDb>)))
            return builder;

        builder.Services.AddSingleton<Registration<TDb>>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<SagaRegistry>();

        return builder.Add(new($"sagas-{typeof(TDb).Name}", provider => new SagaHealthCheck<TDb>(provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<SagaRegistry>(), wait, provider.GetRequiredService<TimeProvider>()), HealthStatus.Unhealthy, tags));
    }

    private sealed class Registration<TDb>;
}
