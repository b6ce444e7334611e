using EdaKit.Benchmarks.Protocol;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>A saga and its participants, running: in memory in one host, on PostgreSQL and RabbitMQ in one each, so that the database serves the saga alone.</summary>
internal sealed class TripApplication(TripSubject subject) : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private readonly Trips _trips = new();

    public StatementCount Statements { get; } = new();

    /// <summary>Starts it. Where a stored one runs, the runner says by environment.</summary>
    public static async Task<TripApplication> StartAsync(TripSubject subject)
    {
        var application = new TripApplication(subject);

        if (subject.IsStored)
        {
            await application.StartAsync(await application.SagaHostAsync());
            await application.StartAsync(application.ParticipantsHost());
        }
        else
        {
            await application.StartAsync(application.InMemoryHost());
        }

        return application;
    }

    /// <summary>Has so many trips made.</summary>
    public Task RunAsync(int trips) => _trips.RunAsync(_hosts[^1].Services.GetRequiredService<IBus>(), trips);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.AsEnumerable().Reverse())
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    /// <summary>On nothing but MassTransit: its memory transport, its memory repository and its own scheduler.</summary>
    private IHost InMemoryHost() => Builder(x =>
    {
        x.AddDelayedMessageScheduler();
        AddSaga(x);
        AddParticipants(x);
        x.UsingInMemory((context, bus) =>
        {
            bus.UseDelayedMessageScheduler();
            bus.UseInMemoryOutbox(context);
            bus.ConfigureEndpoints(context);
        });
    }).Build();

    /// <summary>With outbox, inbox and saga repository.</summary>
    private async Task<IHost> SagaHostAsync()
    {
        var builder = Builder(x =>
        {
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<BookTrip>();
                eda.UseOutbox<TripsDb>();
                eda.UseSagas<TripsDb>(sagas => sagas.Timeline = subject.KeepsTimeline);
            });
            AddSaga(x);
            UseRabbitMq(x);
        });
        builder.Services.AddDbContextPool<TripsDb>(options => options.UseNpgsql(RunPlan.Database).AddInterceptors(Statements));
        var host = builder.Build();

        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TripsDb>().Database.EnsureCreatedAsync();

        return host;
    }

    private IHost ParticipantsHost() => Builder(x =>
    {
        x.AddEdaKit(eda => eda.Contracts.FromAssemblyContaining<BookTrip>());
        AddParticipants(x);
        UseRabbitMq(x);
    }).Build();

    private HostApplicationBuilder Builder(Action<IBusRegistrationConfigurator> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddSingleton(_trips);
        builder.Services.AddMassTransit(configure);
        return builder;
    }

    private async Task StartAsync(IHost host)
    {
        _hosts.Add(host);
        await host.StartAsync();
    }

    private void AddSaga(IBusRegistrationConfigurator x)
    {
        if (subject.IsSteps)
            Add(x.AddSagaStateMachine<TripSteps, TripStepsState>());
        else
            Add(x.AddSagaStateMachine<TripMachine, TripMachineState>());

        void Add<TState>(ISagaRegistrationConfigurator<TState> saga)
            where TState : class, SagaStateMachineInstance
        {
            saga.Endpoint(Limit);

            if (!subject.IsStored)
                saga.InMemoryRepository();
        }
    }

    private static void AddParticipants(IBusRegistrationConfigurator x)
    {
        x.AddConsumer<Participant>().Endpoint(Limit);
        x.AddConsumer<TripWatch>().Endpoint(Limit);
    }

    private static void UseRabbitMq(IBusRegistrationConfigurator x) => x.UsingRabbitMq((context, bus) =>
    {
        bus.Host(RunPlan.Broker);
        bus.UseEdaKit(context);
        bus.ConfigureEndpoints(context);
    });

    private static void Limit(IEndpointRegistrationConfigurator endpoint) =>
        (endpoint.PrefetchCount, endpoint.ConcurrentMessageLimit) = (Trips.Prefetch, Trips.Concurrency);
}
