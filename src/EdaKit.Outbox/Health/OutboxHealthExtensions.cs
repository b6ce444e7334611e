using EdaKit.Outbox.Health;
using EdaKit.Outbox.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an outbox to an application's health checks.</summary>
public static class OutboxHealthExtensions
{
    /// <summary>
    /// Adds a check named <c>outbox-</c> and the context's name. Degraded: records are parked, or one is overdue by
    /// <see cref="OutboxHealthOptions.DegradedAge"/>. Unhealthy: one is overdue by <see cref="OutboxHealthOptions.UnhealthyAge"/>, or the
    /// database does not answer. Its data holds <c>waiting</c>, <c>parked</c>, <c>delayed</c>, <c>leased</c> and <c>oldestAgeSeconds</c>.
    /// </summary>
    /// <remarks>
    /// <para>Each check is one statement that reads the outbox table, which holds little but what is scheduled unless something is wrong; what is scheduled for
    /// later is counted by its index. It looks at the table and not at this process: all processes on it answer alike. So use it to alarm people or to hold back a
    /// deployment, not to restart a process.</para>
    /// <para>A second call for the same context completes the options of the first. Safe beside checks of other contexts.</para>
    /// </remarks>
    /// <typeparam name="TDb">A registered context whose model has the outbox; <c>UseOutbox</c> need not be called for it.</typeparam>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <param name="tags">Tags of the check, by which endpoints choose; those of the first call count.</param>
    /// <returns>The same health checks.</returns>
    /// <exception cref="ArgumentException">Options are out of range; the message names all of them.</exception>
    public static IHealthChecksBuilder AddOutbox<TDb>(this IHealthChecksBuilder builder, Action<OutboxHealthOptions>? configure = null, IEnumerable<string>? tags = null)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var registered = builder.Services.Select(service => service.ImplementationInstance).OfType<Registration<TDb>>().FirstOrDefault();
        var options = registered?.Options ?? new();
        configure?.Invoke(options);
        options.Check(typeof(TDb).Name);

        if (registered is not null)
            return builder;

        builder.Services.AddSingleton(new Registration<TDb>(options));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<OperationsStore<TDb>>();

        return builder.Add(new($"outbox-{typeof(TDb).Name}", provider => new OutboxHealthCheck<TDb>(provider.GetRequiredService<OperationsStore<TDb>>(), options,
            provider.GetRequiredService<TimeProvider>()), HealthStatus.Unhealthy, tags));
    }

    private sealed record Registration<TDb>(OutboxHealthOptions Options)
        where TDb : DbContext;
}
