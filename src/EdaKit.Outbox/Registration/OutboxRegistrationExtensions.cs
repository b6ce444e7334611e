using EdaKit.Configuration;
using EdaKit.Flow;
using EdaKit.Journal;
using EdaKit.Outbox;
using EdaKit.Outbox.Capture;
using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.LaneConsume;
using EdaKit.Outbox.Lanes;
using EdaKit.Outbox.Limits;
using EdaKit.Outbox.News;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Relay;
using EdaKit.Outbox.Scheduling;
using EdaKit.Outbox.ScopedBus;
using EdaKit.Outbox.Storage;
using EdaKit.Outbox.Telemetry;
using EdaKit.Startup;
using MassTransit.DependencyInjection;
using MassTransit.Scheduling;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

// In the namespace of MassTransit, whose registration calls it, so that it is found without a using.
namespace MassTransit;

/// <summary>Adds outbox and inbox to EdaKit.</summary>
public static class OutboxRegistrationExtensions
{
    /// <summary>
    /// Gives a context an outbox and an inbox. What is published, sent or responded in a scope or consumer is stored when the context saves,
    /// in the same transaction, and sent after the commit; a message that a consumer has handled has no effect when it comes again.
    /// </summary>
    /// <remarks>
    /// <para>In order, this adds: capture behind <see cref="IPublishEndpoint"/>, <see cref="ISendEndpointProvider"/> and
    /// <see cref="IOutbox{TDb}"/>; the outbox as message scheduler; the inbox before the context's consumers and sagas; the relay, the cleaning of the inbox and the
    /// refreshing of the gauges as hosted services; <see cref="IOutboxOperations{TDb}"/> for the people who run it; the start-up rules EDA0201 to EDA0226.</para>
    /// <para>The context's model must have the tables: call <c>modelBuilder.AddOutbox()</c>. PostgreSQL and SQLite are supported, told apart
    /// by the context's provider. A second call for the same context completes the options of the first.</para>
    /// <para>Not covered, as in MassTransit's own outboxes: what is published through the singleton <see cref="IBus"/>, which knows no scope;
    /// requests of an <see cref="IRequestClient{TRequest}"/>, since their answer is awaited; endpoint <c>Handler</c> delegates, routing slip
    /// activities and job consumers. They send at once.</para>
    /// <para>A consumer must not begin a transaction on the context: the inbox has begun one, and commits it when the consumer returns. The
    /// context must be one that a scope without a request can resolve, since relay and inbox work in such scopes.</para>
    /// <para>Delivery is at least once, in order within a lane (<see cref="OutboxOptions.Lanes"/>) and in no order without; the effect behind an inbox is once within
    /// <see cref="InboxOptions.Window"/>.</para>
    /// </remarks>
    /// <typeparam name="TDb">A context that the container knows.</typeparam>
    /// <param name="builder">EdaKit's registration.</param>
    /// <param name="configure">Sets options, where the defaults do not fit.</param>
    /// <returns>The same registration.</returns>
    public static EdaKitBuilder UseOutbox<TDb>(this EdaKitBuilder builder, Action<OutboxOptions>? configure = null)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        var binding = services.Select(service => service.ImplementationInstance).OfType<OutboxBinding>().FirstOrDefault(b => b.ContextType == typeof(TDb));

        if (binding is null)
        {
            AddShared(services);
            binding = OutboxBinding.Of<TDb>(new OutboxOptions());
            services.AddSingleton(binding);
            AddContext<TDb>(services, binding.Options);
        }

        configure?.Invoke(binding.Options);
        binding.Options.RegisterExtensions<TDb>(services);

        if (binding.Options.Scheduling.Enabled)
            services.Replace(ServiceDescriptor.Scoped<IMessageScheduler>(CreateScheduler));

        return builder;
    }

    private static MessageScheduler CreateScheduler(IServiceProvider scope) =>
        new(ActivatorUtilities.CreateInstance<ScopeScheduleProvider>(scope), scope.GetRequiredService<IBus>().Topology);

    private static void AddShared(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(OutboxBindings)))
            return;

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<OutboxBindings>();
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<InboxRegistry>();
        services.Replace(ServiceDescriptor.Singleton<IConsumerNames, InboxConsumerNames>());
        services.AddSingleton<RecordWriter>();
        services.AddSingleton(provider => new HostAddress(() => provider.GetRequiredService<Bind<IBus, IBusInstance>>().Value));
        services.AddSingleton(provider => new PublishedTypes(() => provider.GetRequiredService<Bind<IBus, IBusInstance>>().Value));

        services.AddScoped(provider => provider.GetRequiredService<OutboxBindings>().OutboxOf(provider));

        services.AddSingleton<BusReadiness>();
        services.AddSingleton<IBusObserver>(provider => provider.GetRequiredService<BusReadiness>());
        services.AddSingleton<IBusExtension, OutboxBusExtension>();
        services.AddSingleton<IStartupRule, OutboxRules>();
        services.AddSingleton<IStartupRule, InboxRules>();
        services.AddSingleton<IStartupRule, SchedulingRules>();
        services.AddSingleton<IStartupRule, WindowRule>();
        services.AddSingleton<IStartupRule, LaneConsumeRules>();

        services.Replace(ServiceDescriptor.Scoped<IScopedBusContextProvider<IBus>, OutboxScopedBusContextProvider>());
        services.Replace(ServiceDescriptor.Scoped<IPublishEndpoint, LatePublishEndpoint>());
        services.Replace(ServiceDescriptor.Scoped<ISendEndpointProvider, LateSendEndpointProvider>());
        services.Replace(ServiceDescriptor.Scoped(provider => Bind<IBus>.Create(provider.GetRequiredService<IPublishEndpoint>())));
        services.Replace(ServiceDescriptor.Scoped(provider => Bind<IBus>.Create(provider.GetRequiredService<ISendEndpointProvider>())));
    }

    private static void AddContext<TDb>(IServiceCollection services, OutboxOptions options)
        where TDb : DbContext
    {
        services.AddUnitOfWork<TDb>();
        services.AddSingleton(new JournalSource(typeof(TDb)));
        services.ConfigureDbContext<TDb>((_, options) => OutboxModelOptions.AddTo(options));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<HandOff<TDb>>(provider, options));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LimitGate<TDb>>(provider, options));
        services.AddSingleton<LaneSignals<TDb>>();
        services.AddSingleton<NewsDesk<TDb>>();
        services.AddSingleton<IOutboxNews<TDb>, ContextNews<TDb>>();
        services.AddScoped<CaptureBuffer<TDb>>();
        services.AddScoped<IOutbox<TDb>, ContextOutbox<TDb>>();
        services.AddOutboxOperations<TDb>();

        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<OutboxRelay<TDb>>(provider, options));
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<InboxCleaner<TDb>>(provider, options));
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<LimitWatch<TDb>>(provider, options));
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<OutboxGauges<TDb>>(provider));
    }
}
