using EdaKit.Cli.Databases;
using EdaKit.Outbox;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Cli.Outbox;

/// <summary>Publishes through the outbox of an application: the message is stored in its database, and its relay publishes it.</summary>
internal static class OutboxPublisher
{
    private static readonly NeededTables Tables = new("edakit_outbox", "modelBuilder.AddOutbox()", "0001-outbox.sql", "select and insert");

    /// <summary>Stores a message. The relay knows its type and publishes it as the application itself would, whatever the broker.</summary>
    /// <returns>The message's id.</returns>
    /// <exception cref="ToolException">The database cannot be reached, or its tables or rights are not what they must be.</exception>
    public static async Task<Guid> PublishAsync<T>(Database database, T message, CancellationToken cancellationToken)
        where T : class
    {
        // The bus only gives names to messages: nothing starts it, nor a relay.
        await using var services = new ServiceCollection()
            .AddSingleton(database)
            .AddDbContext<OutboxDb>(database.Use)
            .AddMassTransit(x =>
            {
                x.AddEdaKit(eda =>
                {
                    eda.Contracts.FromAssemblyContaining<T>();
                    eda.UseOutbox<OutboxDb>(outbox => outbox.Relay.Enabled = false);
                });
                x.UsingInMemory((context, bus) => bus.UseEdaKit(context));
            })
            .BuildServiceProvider();

        await using var scope = services.CreateAsyncScope();
        var id = NewId.NextGuid();

        return await database.ExplainAsync(Tables, async () =>
        {
            await scope.ServiceProvider.GetRequiredService<IOutbox<OutboxDb>>().Publish(message, publish => publish.MessageId = id, cancellationToken);
            await scope.ServiceProvider.GetRequiredService<OutboxDb>().SaveChangesAsync(cancellationToken);
            return id;
        });
    }
}
