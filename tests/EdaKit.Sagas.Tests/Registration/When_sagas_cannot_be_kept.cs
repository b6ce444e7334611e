using EdaKit.Sagas.Repository;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Startup;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Registration;

/// <summary>Every mistake ends at start-up with its remedy. No database is opened before.</summary>
public sealed class When_sagas_cannot_be_kept
{
    private const string Nowhere = "Data Source=never-opened.db";

    [Fact]
    public Task Should_refuse_a_second_context() => ExpectAsync("EDA0501", "a repository of their own", setup => setup.Consumers = x =>
    {
        x.AddDbContext<EmptyDb>(options => options.UseSqlite(Nowhere));
        x.AddEdaKit(eda => eda.UseSagas<EmptyDb>());
    });

    [Fact]
    public Task Should_say_that_the_context_is_not_registered() => ExpectAsync("EDA0502", "AddDbContext<EmptyDb>", OnEmpty(_ => { }));

    [Fact]
    public Task Should_refuse_a_transient_context() => ExpectAsync("EDA0503", "scoped", setup => setup.Context = (services, _) =>
        services.AddDbContext<TripDb>(options => options.UseSqlite(Nowhere), ServiceLifetime.Transient));

    [Fact]
    public Task Should_refuse_a_context_made_by_hand() => ExpectAsync("EDA0504", "AddDbContext<TripDb>", setup => setup.Context = (services, _) =>
        services.AddScoped(_ => new TripDb(new DbContextOptionsBuilder<TripDb>().UseSqlite(Nowhere).Options)));

    [Fact]
    public Task Should_say_that_the_model_has_no_timelines() => ExpectAsync("EDA0506", "modelBuilder.AddSagas()",
        OnEmpty(services => services.AddDbContext<EmptyDb>(options => options.UseSqlite(Nowhere))));

    [Fact]
    public Task Should_say_how_to_map_the_state_of_a_step_saga() => ExpectAsync("EDA0507", "modelBuilder.AddSaga<TripState>(",
        OnEmpty(services => services.AddDbContext<EmptyDb>(options => options.UseSqlite(Nowhere)), x => x.AddSagaStateMachine<QuickTripSaga, TripState>()));

    [Fact]
    public Task Should_say_how_to_map_the_state_of_a_plain_machine() => ExpectAsync("EDA0507", "HasKey(saga => saga.CorrelationId)",
        OnEmpty(services => services.AddDbContext<EmptyDb>(options => options.UseSqlite(Nowhere)), x => x.AddSagaStateMachine<VisaMachine, VisaState>()));

    [Theory, InlineData("Retention"), InlineData("CleaningInterval"), InlineData("CleaningBatchSize"), InlineData("Concurrency")]
    public Task Should_name_an_option_that_is_out_of_range(string option) => ExpectAsync("EDA0508", option, setup => setup.Sagas = sagas =>
    {
        sagas.Retention = option == "Retention" ? TimeSpan.FromSeconds(59) : sagas.Retention;
        sagas.CleaningInterval = option == "CleaningInterval" ? TimeSpan.Zero : sagas.CleaningInterval;
        sagas.CleaningBatchSize = option == "CleaningBatchSize" ? 0 : sagas.CleaningBatchSize;
        sagas.Concurrency = option == "Concurrency" ? (SagaConcurrency)7 : sagas.Concurrency;
    });

    [Fact]
    public Task Should_demand_a_retry_of_optimists() => ExpectAsync("EDA0509", "UseMessageRetry", setup =>
    {
        setup.Sagas = sagas => sagas.Concurrency = SagaConcurrency.Optimistic;
        setup.Consumers = x => x.AddSagaStateMachine<VisaMachine, VisaState>();
    });

    [Fact]
    public Task Should_demand_a_concurrency_token_of_optimists() => ExpectAsync("EDA0510", "IsConcurrencyToken()", OnEmpty(
        services => services.AddDbContext<EmptyDb>(options => options.UseSqlite(Nowhere)),
        x => x.AddSagaStateMachine<TokenlessMachine, TokenlessState>(),
        SagaConcurrency.Optimistic));

    [Fact]
    public async Task Should_ask_nothing_of_a_saga_that_names_its_repository()
    {
        using var place = await Place.CreateAsync();
        await using var app = await TripApp.StartAsync(place, new()
        {
            Sagas = sagas => sagas.Concurrency = SagaConcurrency.Optimistic,
            Consumers = x => x.AddSagaStateMachine<TokenlessMachine, TokenlessState>().InMemoryRepository(),
        });

        Assert.Equal(BusHealthStatus.Healthy, app.Services.GetRequiredService<IBusControl>().CheckHealth().Status);
    }

    private static Action<TripSetup> OnEmpty(Action<IServiceCollection> context, Action<IBusRegistrationConfigurator>? sagas = null,
        SagaConcurrency concurrency = SagaConcurrency.Pessimistic) => setup =>
    {
        setup.UseDefaultSagas = false;
        setup.Context = (services, _) => context(services);
        setup.Consumers = x =>
        {
            sagas?.Invoke(x);
            x.AddEdaKit(eda => eda.UseSagas<EmptyDb>(options => options.Concurrency = concurrency));
        };
    };

    private static async Task ExpectAsync(string code, string remedy, Action<TripSetup> configure)
    {
        using var place = await Place.CreateAsync();
        var setup = new TripSetup { UseOutbox = false };
        configure(setup);

        using var host = TripApp.Build(place, setup);
        var failure = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        LogContext.Current = null;

        var fault = Assert.Single(failure.Faults, fault => fault.Code == code);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }

    public sealed class EmptyDb(DbContextOptions<EmptyDb> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<TokenlessState>().HasKey(state => state.CorrelationId);
    }

    public sealed class TokenlessState : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }
        public string CurrentState { get; set; } = "";
    }

    public sealed class TokenlessMachine : MassTransitStateMachine<TokenlessState>
    {
        public TokenlessMachine()
        {
            InstanceState(state => state.CurrentState);
            Event(() => Applied, e => e.CorrelateById(context => context.Message.VisaId));
            Initially(When(Applied).Finalize());
        }

        public Event<ApplyForVisa> Applied { get; private set; } = null!;
    }
}
