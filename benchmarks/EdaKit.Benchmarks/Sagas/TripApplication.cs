using EdaKit.Benchmarks.Places;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>A saga and its participants, running: in memory in one host, on PostgreSQL and RabbitMQ in one each, so that the database serves the saga alone.</summary>
internal sealed class TripApplication : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private readonly Trips _trips = new();

    private TripApplication(TripSubject subject) => Subject = subject;

    public TripSubject Subject { get; }

    public StatementCount Statements { get; } = new();

    /// <summary>Where it runs; null: in memory.</summary>
    public RunPlace? Place { get; private init; }

    /// <summary>On nothing but MassTransit: its memory transport, its memory repository and its own scheduler.</summary>
    public static async Task<TripApplication> StartInMemoryAsync(TripSubject subject)
    {
        var application = new TripApplication(subject);
        await application.StartAsync(application.Builder(x =>
        {
            x.AddDelayedMessageScheduler();
            application.AddSaga(x, inMemory: true);
            AddParticipants(x);
            x.UsingInMemory((context, bus) =>
            {
                bus.UseDelayedMessageScheduler();
                bus.UseInMemoryOutbox(context);
                bus.ConfigureEndpoints(context);
            });
        }).Build());
        return application;
    }

    /// <summary>With outbox, inbox and saga repository.</summary>
    public static async Task<TripApplication> StartAsync(TripSubject subject, RunPlace place)
    {
        var application = new TripApplication(subject) { Place = place };
        await application.StartAsync(await application.SagaHostAsync(place));
        await application.StartAsync(application.ParticipantsHost(place));
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

        if (Place is not null)
            await Place.DisposeAsync();
    }

    private async Task<IHost> SagaHostAsync(RunPlace place)
    {
        var builder = Builder(x =>
        {
            x.AddEdaKit(eda =>
            {
                eda.Contracts.FromAssemblyContaining<BookTrip>();
                eda.UseOutbox<TripsDb>();
                eda.UseSagas<TripsDb>(sagas => sagas.Timeline = Subject.KeepsTimeline);
            });
            AddSaga(x, inMemory: false);
            UseRabbitMq(x, place);
        });
        builder.Services.AddDbContextPool<TripsDb>(options => options.UseNpgsql(place.Database).AddInterceptors(Statements));
        var host = builder.Build();

        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<TripsDb>().Database.EnsureCreatedAsync();

        return host;
    }

    private IHost ParticipantsHost(RunPlace place) => Builder(x =>
    {
        x.AddEdaKit(eda => eda.Contracts.FromAssemblyContaining<BookTrip>());
        AddParticipants(x);
        UseRabbitMq(x, place);
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

    private void AddSaga(IBusRegistrationConfigurator x, bool inMemory)
    {
        if (Subject.IsSteps)
            Add(x.AddSagaStateMachine<TripSteps, TripStepsState>());
        else
            Add(x.AddSagaStateMachine<TripMachine, TripMachineState>());

        void Add<TState>(ISagaRegistrationConfigurator<TState> saga)
            where TState : class, SagaStateMachineInstance
        {
            saga.Endpoint(Limit);

            if (inMemory)
                saga.InMemoryRepository();
        }
    }

    private static void AddParticipants(IBusRegistrationConfigurator x)
    {
        x.AddConsumer<Participant>().Endpoint(Limit);
        x.AddConsumer<TripWatch>().Endpoint(Limit);
    }

    private static void UseRabbitMq(IBusRegistrationConfigurator x, RunPlace place) => x.UsingRabbitMq((context, bus) =>
    {
        bus.Host(place.Broker!);
        bus.UseEdaKit(context);
        bus.ConfigureEndpoints(context);
    });

    private static void Limit(IEndpointRegistrationConfigurator endpoint) =>
        (endpoint.PrefetchCount, endpoint.ConcurrentMessageLimit) = (Trips.Prefetch, Trips.Concurrency);
}
