using EdaKit.Sagas.Tests.Support;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdaKit.Sagas.Tests.Health;

public sealed class SagaHealthTests
{
    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.PostgreSql)]
    public async Task Known_states_are_healthy_parked_ones_degraded_and_unknown_ones_unhealthy(StoreKind store)
    {
        using var place = await Place.CreateAsync(store, TransportKind.InMemory);
        await using var app = await StartAsync(place);
        await app.AddTripAsync("Flight", 1);
        await app.AddTripAsync("Ground", 1);
        await app.AddTripAsync("Gone", 1, isEnded: true);
        await app.AddVisaAsync("Valid");
        var healthy = await CheckAsync(app);
        Assert.Equal(HealthStatus.Healthy, healthy.Status);
        Assert.Equal(1, healthy.Data["test.quick-trip v1 Flight"]);

        await app.AddTripAsync("Parked", 1);
        var degraded = await CheckAsync(app);
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Contains("1 of 'test.quick-trip' version 1 in 'Parked'", degraded.Description, StringComparison.Ordinal);

        await app.AddTripAsync("Flight", 2);
        await app.AddTripAsync("Hovercraft", 1);
        await app.AddTripAsync("Hovercraft", 1);
        var unhealthy = await CheckAsync(app);
        Assert.Equal(HealthStatus.Unhealthy, unhealthy.Status);
        Assert.Contains("2 of 'test.quick-trip' version 1 in 'Hovercraft'", unhealthy.Description, StringComparison.Ordinal);
        Assert.Contains("1 of 'test.quick-trip' version 2 in 'Flight'", unhealthy.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_state_of_a_plain_machine_is_unhealthy()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);
        await app.AddVisaAsync("Lost");

        var result = await CheckAsync(app);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("in 'Lost'", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_that_share_a_name_are_judged_by_their_own_states()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place, x => x.AddSagaStateMachine<VisaMachine, PermitState>());
        await app.AddVisaAsync("Valid");
        await AddPermitAsync(app, "Granted");
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);

        await AddPermitAsync(app, "Valid");
        var result = await CheckAsync(app);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("not know: 1 of 'VisaMachine' in 'Valid'.", result.Description, StringComparison.Ordinal);
        Assert.Equal(2, result.Data["VisaMachine Valid"]);
    }

    [Fact]
    public async Task Missing_table_is_unhealthy_and_says_so()
    {
        using var place = await Place.CreateAsync();
        await using var app = await StartAsync(place);
        await app.QueryAsync(db => db.Database.ExecuteSqlRawAsync("drop table trip"));

        Assert.Contains("a table or a right is missing", (await CheckAsync(app)).Description, StringComparison.Ordinal);
    }

    private static Task<TripApp> StartAsync(Place place, Action<IBusRegistrationConfigurator>? more = null)
    {
        var setup = new TripSetup
        {
            Context = (services, where) =>
            {
                services.AddDbContext<TripDb>(options => where.Store.Use(options));
                services.AddHealthChecks().AddSagas<TripDb>();
            },
        };
        setup.Consumers += more;

        return TripApp.StartAsync(place, setup);
    }

    private static Task<int> AddPermitAsync(TripApp app, string state) => app.QueryAsync(db =>
    {
        db.Add(new PermitState { CorrelationId = NewId.NextGuid(), CurrentState = state, Passport = state });
        return db.SaveChangesAsync();
    });

    private static async Task<HealthReportEntry> CheckAsync(TripApp app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["sagas-TripDb"];

    /// <summary>Of the same name as the machine that every application of the tests has, with other states, and instances in another table.</summary>
    public sealed class VisaMachine : PermitMachine;
}
