using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Contracts;

namespace Retail.Tracking;

/// <summary>TODO-HELPER</summary>
public static class TrackingModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "tracking";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<TrackingDb>(database);

    /// <summary>Adds the consumers to the bus, with the outbox and inbox of <see cref="TrackingDb"/> around them.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune) =>
        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<OrderPlaced>();
            eda.UseOutbox<TrackingDb>(outbox => tune(outbox.ForConsumersFrom(typeof(TrackingDb).Assembly)));
        });
}
