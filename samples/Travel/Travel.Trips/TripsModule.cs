using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Travel.Contracts;
using Travel.Trips.Choreographed;
using Travel.Trips.Live;
using Travel.Trips.Orchestrated;

namespace Travel.Trips;

/// <summary>
/// Takes trips over HTTP and shows how far they have come. It runs the coordinator of those that are orchestrated; of the others it only hears.
/// </summary>
public static class TripsModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "trips";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<TripsDb>(database).AddScoped<PlanTrip>().AddScoped<TripReader>().AddScoped<ResumeTrip>().AddSingleton<TripWatch>();

    /// <summary>Adds saga and consumers to the bus, with the outbox, inbox and sagas of <see cref="TripsDb"/>.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddSagaStateMachine<TripSaga, TripState>();
        bus.AddConsumer<FollowTrips>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<Itinerary>();
            eda.UseOutbox<TripsDb>(outbox => tune(outbox.ForConsumersFrom(typeof(TripsDb).Assembly)));
            eda.UseSagas<TripsDb>(sagas => sagas.OverdueAfter = TimeSpan.FromSeconds(30));
        });
    }

    /// <summary>Maps the API.</summary>
    public static void MapApi(IEndpointRouteBuilder routes) => routes.MapTrips();
}
