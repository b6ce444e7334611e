using EdaKit.Cli.Databases;
using EdaKit.Evidence;
using EdaKit.Flow.Parts;
using EdaKit.Tracing.Explaining;
using EdaKit.Tracing.Explaining.Broker;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Cli.Flows;

/// <summary>Explains flows out of the journals of one or more databases.</summary>
internal static class FlowSession
{
    /// <exception cref="ToolException">A database cannot be reached, or its tables or rights are not what they must be.</exception>
    public static async Task<FlowExplanation> RunAsync(IReadOnlyList<Database> databases, IReadOnlyList<FlowPart> parts, IFlowBroker? broker, Func<IFlowExplainer, Task<FlowExplanation>> ask,
        CancellationToken cancellationToken)
    {
        await using var opened = new OpenedSources();

        foreach (var database in databases)
            opened.Add(await OpenAsync(database, cancellationToken), database);

        return await ask(new FlowExplainer(opened.Sources, TimeProvider.System, new() { Parts = parts }, broker));
    }

    private static async Task<ServiceProvider> OpenAsync(Database database, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddSingleton(database).AddDbContext<FlowDb>(database.Use).AddFlowSource<FlowDb>()
            .AddSingleton<IFlowWitness<FlowDb>>(new SagaWitness(database));

        if (await HasOutboxAsync(database, cancellationToken))
            services.AddOutboxOperations<FlowDb>();

        return services.BuildServiceProvider();
    }

    private static Task<bool> HasOutboxAsync(Database database, CancellationToken cancellationToken) => ExplainedSource.ExplainAsync(database, async () =>
    {
        var options = new DbContextOptionsBuilder<FlowDb>();
        database.Use(options);
        await using var context = new FlowDb(options.Options, database);

        return await FlowTables.HasOutboxAsync(context, database, cancellationToken);
    });
}
