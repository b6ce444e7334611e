using EdaKit.Sagas.Registration;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Tests.Support;

/// <summary>An application with sagas on a real database and a real transport, as a user would write it.</summary>
public sealed class TripApp : IAsyncDisposable
{
    private readonly IHost _host;

    private TripApp(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public Agency Agency => Services.GetRequiredService<Agency>();

    public Received Received => Services.GetRequiredService<Received>();

    public TestLog Log => Services.GetRequiredService<TestLog>();

    public IBus Bus => Services.GetRequiredService<IBus>();

    public static async Task<TripApp> StartAsync(Place place, TripSetup? setup = null)
    {
        var app = new TripApp(Build(place, setup ?? new()));

        await app.QueryAsync(db => db.Database.EnsureCreatedAsync());
        await app._host.StartAsync();
        return app;
    }

    public static IHost Build(Place place, TripSetup setup)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<TestLog>();
        builder.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<TestLog>());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug));
        builder.Services.AddSingleton<Received>();
        builder.Services.AddSingleton(setup.Agency);
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        setup.Context(builder.Services, place);

        builder.Services.AddMassTransit(x =>
        {
            void AddEdaKit() => x.AddEdaKit(eda =>
            {
                if (setup.UseOutbox)
                {
                    eda.Contracts.FromAssemblyContaining<BookTrip>();
                    eda.UseOutbox<TripDb>();
                }

                if (setup.UseDefaultSagas)
                    eda.UseSagas<TripDb>(setup.Sagas);
            });

            if (!setup.EdaKitLast)
                AddEdaKit();

            setup.Consumers(x);

            if (setup.EdaKitLast)
                AddEdaKit();

            place.Transport.Use(x, (context, bus) =>
            {
                bus.UseEdaKit(context);
                setup.Bus?.Invoke(bus);
            }, configureEndpoints: true);
        });

        return builder.Build();
    }

    public Task<List<TimelineEntry>> TimelineAsync(Guid saga) =>
        QueryAsync(db => db.Set<TimelineEntry>().Where(entry => entry.SagaId == saga).OrderBy(entry => entry.Id).ToListAsync());

    public Task<TState?> FindAsync<TState>(Guid saga)
        where TState : class, ISaga => QueryAsync(db => db.Set<TState>().SingleOrDefaultAsync(state => state.CorrelationId == saga));

    /// <summary>Stores a trip in any state, as another version of the application would leave it behind.</summary>
    public Task<int> AddTripAsync(string state, int version, bool isEnded = false) => AddAsync(new TripState
    {
        CorrelationId = NewId.NextGuid(),
        Saga = "test.quick-trip",
        CurrentState = state,
        DefinitionVersion = version,
        StartedAt = DateTime.UtcNow,
        EndedAt = isEnded ? DateTime.UtcNow : null,
    });

    /// <summary>Stores a visa in any state.</summary>
    public Task<int> AddVisaAsync(string state) => AddAsync(new VisaState { CorrelationId = NewId.NextGuid(), CurrentState = state });

    /// <summary>Waits until a trip is in a state.</summary>
    public async Task<TripState> UntilAsync(Guid trip, string state)
    {
        await Eventually.IsAsync(state, async () => (await FindAsync<TripState>(trip))?.CurrentState);
        return (await FindAsync<TripState>(trip))!;
    }

    public async Task<T> QueryAsync<T>(Func<TripDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<TripDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();

        // A host started after a disposed one in the same flow would log to the disposed one's loggers.
        LogContext.Current = null;
    }

    private Task<int> AddAsync(object state) => QueryAsync(db =>
    {
        db.Add(state);
        return db.SaveChangesAsync();
    });
}

/// <summary>What a test asks of its application.</summary>
public sealed class TripSetup
{
    public bool UseOutbox { get; set; } = true;
    public bool UseDefaultSagas { get; set; } = true;
    public bool EdaKitLast { get; set; }
    public Agency Agency { get; set; } = new();
    public Action<SagaOptions>? Sagas { get; set; }
    public Action<IBusFactoryConfigurator>? Bus { get; set; }

    public Action<IServiceCollection, Place> Context { get; set; } =
        (services, place) => services.AddDbContext<TripDb>(options => place.Store.Use(options));

    public Action<IBusRegistrationConfigurator> Consumers { get; set; } = x =>
    {
        x.AddSagaStateMachine<QuickTripSaga, TripState>();
        AddOthers(x);
    };

    /// <summary>For trips in which somebody does not answer.</summary>
    public static TripSetup Hurried() => new()
    {
        Consumers = x =>
        {
            x.AddSagaStateMachine<HurriedTripSaga, TripState>();
            AddOthers(x);
        },
    };

    private static void AddOthers(IBusRegistrationConfigurator x)
    {
        x.AddSagaStateMachine<VisaMachine, VisaState>();
        x.AddConsumer<Participant>();
        x.AddConsumer<StampWatch>();
    }
}

/// <summary>Sees what the sagas publish.</summary>
public sealed class StampWatch(Received received) : IConsumer<VisaStamped>, IConsumer<Fault<StampVisa>>, IConsumer<TripBooked>, IConsumer<TripFailed>
{
    public Task Consume(ConsumeContext<VisaStamped> context) => See(context);

    public Task Consume(ConsumeContext<Fault<StampVisa>> context) => See(context);

    public Task Consume(ConsumeContext<TripBooked> context) => See(context);

    public Task Consume(ConsumeContext<TripFailed> context) => See(context);

    private Task See<T>(ConsumeContext<T> context)
        where T : class
    {
        received.Add(context.Message);
        return Task.CompletedTask;
    }
}
