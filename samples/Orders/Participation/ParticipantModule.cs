using EdaKit.Configuration;
using EdaKit.Outbox.Registration;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Orders.Contracts;
using Samples.Hosting;

namespace Orders.Participation;

/// <summary>What all participants register.</summary>
internal static class ParticipantModule
{
    /// <summary>A participant with one consumer on a context of its own.</summary>
    public static ServiceModule Of<TDb, TConsumer>(string name)
        where TDb : DbContext
        where TConsumer : class, IConsumer => new(name, typeof(TDb), AddServices<TDb>, AddToBus<TDb, TConsumer>);

    private static void AddServices<TDb>(IServiceCollection services, Action<DbContextOptionsBuilder> database)
        where TDb : DbContext => services.AddDbContext<TDb>(database).AddScoped<Participant<TDb>>();

    private static void AddToBus<TDb, TConsumer>(IBusRegistrationConfigurator bus, Action<OutboxOptions> tune)
        where TDb : DbContext
        where TConsumer : class, IConsumer
    {
        bus.AddConsumer<TConsumer>();
        bus.AddEdaKit(eda =>
        {
            eda.Contracts.FromAssemblyContaining<PlaceOrder>();
            eda.UseOutbox<TDb>(outbox => tune(outbox.ForConsumersFromNamespaceContaining<TConsumer>()));
            eda.UseFence<TDb>();
        });
    }
}
