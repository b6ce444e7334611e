using EdaKit.Sagas.Repository;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Startup;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Registration;

/// <summary>What start-up says of plain state machines, whose states the application maps by itself.</summary>
public sealed class When_a_plain_machine_is_kept
{
    private const string Nowhere = "Data Source=never-opened.db";

    [Fact]
    public Task Should_say_how_to_map_the_state_of_a_plain_machine() => ExpectAsync("EDA0507", "HasKey(saga => saga.CorrelationId)",
        x => x.AddSagaStateMachine<VisaMachine, VisaState>());

    [Fact]
    public Task Should_demand_a_concurrency_token_of_optimists() => ExpectAsync("EDA0510", "IsConcurrencyToken()",
        x => x.AddSagaStateMachine<TokenlessMachine, TokenlessState>(), SagaConcurrency.Optimistic);

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

    private static async Task ExpectAsync(string code, string remedy, Action<IBusRegistrationConfigurator> sagas,
        SagaConcurrency concurrency = SagaConcurrency.Pessimistic)
    {
        using var place = await Place.CreateAsync();
        var setup = new TripSetup
        {
            UseOutbox = false,
            UseDefaultSagas = false,
            Context = (services, _) => services.AddDbContext<EmptyDb>(options => options.UseSqlite(Nowhere)),
            Consumers = x =>
            {
                sagas(x);
                x.AddEdaKit(eda => eda.UseSagas<EmptyDb>(options => options.Concurrency = concurrency));
            },
        };

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
