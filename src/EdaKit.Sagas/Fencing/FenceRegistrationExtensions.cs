using EdaKit.Configuration;
using EdaKit.Sagas.Fencing;
using EdaKit.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

// In the namespace of MassTransit, whose registration calls it, so that it is found without a using.
namespace MassTransit;

/// <summary>Adds the fence to EdaKit.</summary>
public static class FenceRegistrationExtensions
{
    /// <summary>Gives a context a fence: an undo that arrives before its command keeps the late command from having an effect.</summary>
    /// <remarks>
    /// <para>In order, this adds: EdaKit's unit of work on the context; <see cref="IFence{TDb}"/>, scoped; the removal of old entries as a hosted service;
    /// the start-up rules EDA0551 to EDA0556.</para>
    /// <para>The context's model must have the table: call <c>modelBuilder.AddFence()</c>. PostgreSQL and SQLite are supported, told apart by the context's
    /// provider. A second call for the same context completes the options of the first.</para>
    /// </remarks>
    /// <typeparam name="TDb">A context that the container knows.</typeparam>
    /// <param name="builder">EdaKit's registration.</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <returns>The same registration.</returns>
    public static EdaKitBuilder UseFence<TDb>(this EdaKitBuilder builder, Action<FenceOptions>? configure = null)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        var binding = services.Select(service => service.ImplementationInstance).OfType<FenceBinding>().FirstOrDefault(b => b.ContextType == typeof(TDb));

        if (binding is null)
        {
            binding = FenceBinding.Of<TDb>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupRule, FenceRules>());
            services.AddSingleton(binding);
            services.AddUnitOfWork<TDb>();
            services.AddScoped<IFence<TDb>, Fence<TDb>>();
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<FenceCleaner<TDb>>(provider, binding.Options));
        }

        configure?.Invoke(binding.Options);
        return builder;
    }
}
