using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Travel.Contracts;
using Travel.Desks.Booking;

namespace Travel.Payments;

/// <summary>Takes money, asked by a coordinator or on hearing of events.</summary>
public static class PaymentsModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "payments";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<PaymentsDb>(database).AddScoped<CardDesk>();

    /// <summary>Adds the consumers to the bus, with the outbox, inbox and fence of <see cref="PaymentsDb"/>.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<PaymentsByCommand>();
        bus.AddConsumer<PaymentsByEvent>().Endpoint(endpoint => endpoint.AskAgain());

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<Itinerary>();
            eda.UseOutbox<PaymentsDb>(outbox => tune(outbox.ForConsumersFrom(typeof(PaymentsDb).Assembly)));
            eda.UseFence<PaymentsDb>();
        });
    }
}
