using EdaKit.Configuration;
using EdaKit.Journal;
using EdaKit.Startup;
using EdaKit.Tracing.Explaining;
using EdaKit.Tracing.Journal;
using EdaKit.Tracing.Registration;
using EdaKit.Tracing.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

// In the namespace of MassTransit, whose registration calls it, so that it is found without a using.
namespace MassTransit;

/// <summary>Adds the journal to EdaKit.</summary>
public static class JournalRegistrationExtensions
{
    /// <summary>
    /// Has a context keep a journal: what was published, sent, consumed, taken for a duplicate, and failed, and through which states sagas went. It has ids, names and
    /// times, and no bodies.
    /// </summary>
    /// <remarks>
    /// <para>With <c>UseOutbox</c> for the same context, entries ride in the commands that store the messages and effects, and are in their transactions: they cost no
    /// round trip, and what was rolled back is not in the journal. Faults are stored all the same, in transactions of their own, and so is what is sent or
    /// consumed past the outbox. Without an outbox, all of it is; a line in the log says so at the start.</para>
    /// <para>In order, this adds: <see cref="IJournal{TDb}"/>, scoped; <see cref="IJournalWriter"/>, that of the first context where there are several; observers of what
    /// is consumed and sent; the removal of old entries by one process at a time, as a hosted service; <see cref="IFlowExplainer{TDb}"/>, which answers out of it;
    /// the start-up rules EDA0701 to EDA0704.</para>
    /// <para>The context's model must have the table: call <c>modelBuilder.AddJournal()</c>; an outbox without EF Core (<c>UseOutbox(dataSource)</c>) takes it into its own,
    /// <c>PostgreSqlOutbox</c>, and needs the script alone. What is stored by <c>IOutbox.SaveAsync</c> or <c>CommitAsync</c> has its entries in that transaction. PostgreSQL and SQLite are supported. The journal is bounded
    /// (<see cref="JournalOptions.KeepFor"/>) and no audit trail. A second call for the same context completes the options of the first.</para>
    /// </remarks>
    /// <typeparam name="TDb">A context that the container knows.</typeparam>
    /// <param name="builder">EdaKit's registration.</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <returns>The same registration.</returns>
    public static EdaKitBuilder UseJournal<TDb>(this EdaKitBuilder builder, Action<JournalOptions>? configure = null)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        var binding = services.Select(service => service.ImplementationInstance).OfType<JournalBinding<TDb>>().FirstOrDefault();

        if (binding is null)
        {
            binding = new(new JournalOptions());
            services.AddUnitOfWork<TDb>();
            services.ConfigureDbContext<TDb>((_, options) => options.AddModelPart("journal", model => model.AddJournal()));
            services.AddSingleton(binding);
            services.AddSingleton<JournalBinding>(binding);
            services.AddScoped<IJournal<TDb>, JournalBuffer<TDb>>();
            services.AddSingleton<JournalWriter<TDb>>();
            services.AddSingleton<IJournalWriter<TDb>>(provider => provider.GetRequiredService<JournalWriter<TDb>>());
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<JournalWriter<TDb>>());
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<JournalCleaner<TDb>>(provider));

            services.AddFlowSource<TDb>();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<JournalMetrics>();
            services.TryAddSingleton<IJournalWriter>(provider => provider.GetRequiredService<JournalWriter<TDb>>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IBusExtension, JournalBusExtension>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupRule, JournalRules>());
        }

        configure?.Invoke(binding.Options);
        return builder;
    }
}
