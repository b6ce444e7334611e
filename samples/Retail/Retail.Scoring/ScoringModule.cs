using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Retail.Contracts;

namespace Retail.Scoring;

/// <summary>
/// Learns from the shop's own events which orders come back, and scores new ones; a later addition, of which the other services know
/// nothing. Publishes OrderScored.
/// </summary>
public static class ScoringModule
{
    /// <summary>The name by which a host starts this service.</summary>
    public const string Name = "scoring";

    /// <summary>Adds what the service needs, on the database that the host chooses.</summary>
    public static void AddServices(IServiceCollection services, Action<DbContextOptionsBuilder> database) =>
        services.AddDbContext<ScoringDb>(database);

    /// <summary>Adds the consumers to the bus, with outbox, inbox and journal of <see cref="ScoringDb"/> around them.</summary>
    /// <param name="bus">MassTransit's registration.</param>
    /// <param name="tune">Sets the outbox options that depend on where the service runs.</param>
    public static void AddToBus(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
    {
        bus.AddConsumer<ScoreOrder, OneAtATime<ScoreOrder>>();
        bus.AddConsumer<LearnFromReturn, OneAtATime<LearnFromReturn>>();

        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<OrderScored>();
            eda.Flow.AddService<ScoringDb>(Name);
            eda.UseOutbox<ScoringDb>(outbox => tune(outbox.ForConsumersFrom(typeof(ScoringDb).Assembly)));
            eda.UseJournal<ScoringDb>(journal => journal.Service = Name);
        });
    }

    /// <summary>Maps the API.</summary>
    public static void MapApi(IEndpointRouteBuilder routes) => routes.MapScores();
}
