using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Contracts;

namespace Retail.Loyalty;

/// <summary>
/// Keeps the loyalty points of customers; a later addition, of which the other services know nothing. Publishes PointsBooked.
/// </summary>
public static class LoyaltyModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "loyalty";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<LoyaltyDb>(database);

    /// <summary>Adds the consumers to the bus, with outbox, inbox and journal of <see cref="LoyaltyDb"/> around them.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<EarnPoints>();
        bus.AddConsumer<TakeBackPoints>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<PointsBooked>();
            eda.Flow.AddService<LoyaltyDb>(Name);
            eda.UseOutbox<LoyaltyDb>(outbox => tune(outbox.ForConsumersFrom(typeof(LoyaltyDb).Assembly)));
            eda.UseJournal<LoyaltyDb>(journal => journal.Service = Name);
        });
    }

    /// <summary>Maps the API.</summary>
    public static void MapApi(IEndpointRouteBuilder routes) => routes.MapPoints();
}
