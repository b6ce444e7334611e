using EdaKit.Sagas.Repository;
using EdaKit.Sagas.Tests.Locking;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Startup;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdaKit.Sagas.Tests.Registration;

public sealed class SagaRulesTests
{
    [Fact]
    public async Task Context_that_is_not_registered_is_refused() =>
        await RefusesAsync("EDA0502", "AddDbContext<TripDb>", new() { UseOutbox = false, Context = (_, _) => { } });

    [Fact]
    public async Task Transient_context_is_refused() =>
        await RefusesAsync("EDA0503", "as scoped", new()
        {
            UseOutbox = false,
            Context = (services, place) => services.AddDbContext<TripDb>(options => place.Store.Use(options), ServiceLifetime.Transient),
        });

    [Fact]
    public async Task Context_built_by_hand_is_refused() =>
        await RefusesAsync("EDA0504", "AddDbContextPool", new()
        {
            UseOutbox = false,
            Context = (services, place) => services.AddScoped(_ =>
            {
                var options = new DbContextOptionsBuilder<TripDb>();
                place.Store.Use(options);
                return new TripDb(options.Options);
            }),
        });

    [Fact]
    public async Task Database_without_SQL_is_refused() =>
        await RefusesAsync("EDA0505", "Use PostgreSQL or SQLite", new()
        {
            UseOutbox = false,
            Context = (services, _) => services.AddDbContext<TripDb>(options => options.UseInMemoryDatabase("never used")),
        });

    [Theory, InlineData(-1, 300, 500, "'Retention'"), InlineData(60, 0, 500, "'CleaningInterval'"), InlineData(60, 300, 0, "'CleaningBatchSize'")]
    public async Task Options_out_of_range_are_refused(int retention, int interval, int batch, string option) =>
        await RefusesAsync("EDA0508", option, new()
        {
            Sagas = sagas =>
            {
                sagas.Retention = TimeSpan.FromSeconds(retention);
                sagas.CleaningInterval = TimeSpan.FromSeconds(interval);
                sagas.CleaningBatchSize = batch;
            },
        });

    [Fact]
    public async Task Optimistic_concurrency_without_a_retry_is_refused() =>
        await RefusesAsync("EDA0509", "UseMessageRetry", new() { Sagas = sagas => sagas.Concurrency = SagaConcurrency.Optimistic });

    [Fact]
    public async Task Second_context_is_refused()
    {
        using var place = await Place.CreateAsync();
        using var host = Bare(place, x => x.AddEdaKit(eda => eda.UseSagas<TripDb>().UseSagas<EmptyDb>()));

        Assert.Contains("'TripDb', 'EmptyDb'", (await FaultAsync(host, "EDA0501")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_without_timelines_and_without_a_saga_s_state_is_refused()
    {
        using var place = await Place.CreateAsync();
        using var host = Bare(place, x =>
        {
            x.AddSagaStateMachine<QuickTripSaga, TripState>();
            x.AddSagaStateMachine<VisaMachine, VisaState>().InMemoryRepository();
            x.AddEdaKit(eda => eda.UseSagas<EmptyDb>());
        });

        Assert.Contains("modelBuilder.AddSagas()", (await FaultAsync(host, "EDA0506")).Message, StringComparison.Ordinal);
        Assert.Contains("modelBuilder.AddSaga<TripState>(…)", (await FaultAsync(host, "EDA0507")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saga_that_locks_on_a_repository_of_its_own_is_refused()
    {
        using var place = await Place.CreateAsync();
        using var host = Bare(place, x =>
        {
            x.AddSagaStateMachine<SeatSaga, TripState>().InMemoryRepository();
            x.AddEdaKit(eda => eda.UseSagas<TripDb>());
        });

        Assert.Contains("'test.seat'", (await FaultAsync(host, "EDA0511")).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Step_saga_without_a_scheduler_is_refused(bool hasOwnRepository)
    {
        using var place = await Place.CreateAsync();
        using var host = Bare(place, x =>
        {
            var saga = x.AddSagaStateMachine<QuickTripSaga, TripState>();
            if (hasOwnRepository)
                saga.InMemoryRepository();

            x.AddSagaStateMachine<VisaMachine, VisaState>();
            x.AddEdaKit(eda => eda.UseSagas<TripDb>());
        }, isScheduling: false);

        var message = (await FaultAsync(host, "EDA0513", isOnly: true)).Message;
        Assert.StartsWith("The saga 'test.quick-trip' on endpoint 'TripState' has timeouts, and nothing schedules its timer", message, StringComparison.Ordinal);
        Assert.Contains("bus.UseDelayedMessageScheduler()", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scheduler_of_the_endpoint_alone_is_enough()
    {
        using var place = await Place.CreateAsync();
        using var host = Bare(place, x =>
        {
            x.AddSagaStateMachine<QuickTripSaga, TripState>();
            x.AddConfigureEndpointsCallback((_, _, endpoint) => endpoint.UseMessageScheduler(new Uri("queue:scheduler")));
            x.AddEdaKit(eda => eda.UseSagas<TripDb>());
        }, isScheduling: false);
        await CreateAsync(host);

        await host.StartAsync(TestContext.Current.CancellationToken);

        await host.StopAsync(TestContext.Current.CancellationToken);
        LogContext.Current = null;
    }

    [Fact]
    public async Task Outbox_that_is_told_not_to_schedule_says_so_itself()
    {
        using var place = await Place.CreateAsync();
        using var host = Bare(place, x =>
        {
            x.AddSagaStateMachine<QuickTripSaga, TripState>();
            x.AddEdaKit(eda => eda.UseOutbox<TripDb>(outbox => outbox.Scheduling.Enabled = false).UseSagas<TripDb>());
        }, isScheduling: false);

        await FaultAsync(host, "EDA0221", isOnly: true);
    }

    private static IHost Bare(Place place, Action<IBusRegistrationConfigurator> configure, bool isScheduling = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddDbContext<TripDb>(options => place.Store.Use(options));
        builder.Services.AddDbContext<EmptyDb>(options => place.Store.Use(options));
        builder.Services.AddMassTransit(x =>
        {
            configure(x);
            x.UsingInMemory((context, bus) =>
            {
                bus.UseEdaKit(context);

                if (isScheduling)
                    bus.UseDelayedMessageScheduler();

                bus.ConfigureEndpoints(context);
            });
        });
        return builder.Build();
    }

    private static async Task RefusesAsync(string code, string remedy, TripSetup setup)
    {
        using var place = await Place.CreateAsync();
        using var host = TripApp.Build(place, setup);

        Assert.Contains(remedy, (await FaultAsync(host, code)).Message, StringComparison.Ordinal);
    }

    private static async Task CreateAsync(IHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TripDb>().Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<ConfigurationFault> FaultAsync(IHost host, string code, bool isOnly = false)
    {
        var error = await Assert.ThrowsAsync<EdaKitConfigurationException>(() => host.Services.GetRequiredService<IBusControl>().StartAsync(TestContext.Current.CancellationToken));
        LogContext.Current = null;

        if (isOnly)
            Assert.Equal(code, Assert.Single(error.Faults).Code);

        return error.Faults.First(fault => fault.Code == code);
    }

    public sealed class EmptyDb(DbContextOptions<EmptyDb> options) : DbContext(options);
}
