using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Sagas.Timeline;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Sagas.Tests.Steps;

/// <summary>Timers go by the database's clock, so that they come too early by the application's.</summary>
public sealed class When_the_clock_is_behind_that_of_the_database
{
    private readonly Guid _trip = NewId.NextGuid();

    [Theory]
    [InlineData(StoreKind.Sqlite, TransportKind.InMemory)]
    [InlineData(StoreKind.PostgreSql, TransportKind.RabbitMq)]
    public async Task Should_decide_with_the_first_timer_that_comes(StoreKind store, TransportKind transport)
    {
        using var place = await Place.CreateAsync(store, transport);
        var setup = TripSetup.Hurried();
        setup.Context = (services, at) => services.AddSingleton<TimeProvider>(new LateClock()).AddDbContext<TripDb>(options => at.Store.Use(options));
        await using var app = await TripApp.StartAsync(place, setup);
        app.Agency.Plan<BookFlight>(_trip, Agency.Silence);

        await app.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);
        var trip = await app.UntilAsync(_trip, "Compensated");

        Assert.Equal(StepOutcome.Undone, trip.Steps.Single(step => step.Step == "Flight").Outcome);
        Assert.Single(await app.TimelineAsync(_trip), entry => entry is { Kind: TimelineKind.Received, Name: "edakit.saga-timer" });
    }

    private sealed class LateClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - TimeSpan.FromSeconds(1);
    }
}
