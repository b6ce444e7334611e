using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Travel.Contracts;
using Travel.Desks.Booking;

namespace Travel.Flights;

/// <summary>Books and cancels flights, and issues tickets, asked by a coordinator or on hearing of events.</summary>
public static class FlightsModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "flights";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<FlightsDb>(database).AddScoped<BookingDesk<FlightsDb>>();

    /// <summary>Adds the consumers to the bus, with the outbox, inbox and fence of <see cref="FlightsDb"/>.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<FlightsByCommand>();
        bus.AddConsumer<FlightsByEvent>().Endpoint(endpoint => endpoint.AskAgain());
        bus.AddConsumer<TicketsByCommand>();
        bus.AddConsumer<TicketsByEvent>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<Itinerary>();
            eda.UseOutbox<FlightsDb>(outbox => tune(outbox.ForConsumersFrom(typeof(FlightsDb).Assembly)));
            eda.UseFence<FlightsDb>();
        });
    }
}
