using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Contracts;
using Retail.Tracking.Live;
using Retail.Tracking.Timeline;

namespace Retail.Tracking;

/// <summary>
/// Answers "where is my order?" from the events alone, and tells those who watch. It asks no other service, and publishes nothing.
/// </summary>
public static class TrackingModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "tracking";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<CommittedSteps>();
        services.AddDbContext<TrackingDb>((provider, options) =>
        {
            database(options);
            options.AddInterceptors(provider.GetRequiredService<CommittedSteps>());
        });
        services.AddHostedService<OtherProcesses>();
    }

    /// <summary>Adds the consumers to the bus, with outbox, inbox and journal of <see cref="TrackingDb"/> around them.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<FollowOrders>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<OrderPlaced>();
            eda.Flow.AddService<TrackingDb>(Name);
            eda.UseOutbox<TrackingDb>(outbox => tune(outbox.ForConsumersFrom(typeof(TrackingDb).Assembly)));
            eda.UseJournal<TrackingDb>(journal => journal.Service = Name);
        });
    }

    /// <summary>Maps the API.</summary>
    public static void MapApi(IEndpointRouteBuilder routes) => routes.MapTracking();
}
