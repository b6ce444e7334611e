using EdaKit.EntityFrameworkCore.Sqlite;
using EdaKit.EntityFrameworkCore.UnitOfWork;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection.Extensions;

// In the namespace of what it extends, so that it is found without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a context's unit of work open to participants.</summary>
public static class UnitOfWorkRegistrationExtensions
{
    /// <summary>
    /// Adds EdaKit's interceptors to the options of a context, and on SQLite the write gate. The packages that store call it; an
    /// application has no need to. A second call does nothing.
    /// </summary>
    /// <remarks>
    /// It completes the options of <c>AddDbContext</c>, <c>AddDbContextPool</c> and <c>AddDbContextFactory</c>, whichever side of it they
    /// stand on. A context that the application builds with <c>new</c> has no participants. What another interceptor adds as a save begins is
    /// stored with it only if that interceptor runs before EdaKit's, so register the context, with its interceptors, before <c>AddMassTransit</c>.
    /// </remarks>
    /// <typeparam name="TDb">The context.</typeparam>
    /// <param name="services">The container's registrations.</param>
    /// <returns>The same registrations.</returns>
    public static IServiceCollection AddUnitOfWork<TDb>(this IServiceCollection services)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);

        if (services.Any(service => service.ServiceType == typeof(Registration<TDb>)))
            return services;

        services.AddSingleton<Registration<TDb>>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<UnitOfWorkTracker>();
        services.TryAddSingleton<UnitOfWorkInterceptor>();
        services.TryAddSingleton<SqliteWriteGates>();
        services.TryAddSingleton<SqliteWriteGateInterceptor>();

        return services.ConfigureDbContext<TDb>((provider, options) => options
            .AddInterceptors(provider.GetRequiredService<SqliteWriteGateInterceptor>(), provider.GetRequiredService<UnitOfWorkInterceptor>())
            .ReplaceService<IRelationalTransactionFactory, RelationalTransactionFactory, SqliteGateTransactionFactory>()
            .ReplaceService<IBatchExecutor, SaveBatchExecutor>());
    }

    /// <summary>Whether a context was built with the options that <c>AddUnitOfWork</c> completes.</summary>
    /// <param name="context">Any context.</param>
    /// <returns>False for a context that the application built by hand: its saves would store no message.</returns>
    public static bool HasUnitOfWork(this DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        return context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.Any(i => i is UnitOfWorkInterceptor) == true;
    }

    private sealed class Registration<TDb>;
}
