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
        await using var opened = await OpenAsync(databases, cancellationToken);
        return await ask(new FlowExplainer(opened.Sources, TimeProvider.System, new() { Parts = parts }, broker));
    }

    /// <exception cref="ToolException">A database cannot be reached, or its tables or rights are not what they must be.</exception>
    public static async Task<IReadOnlyList<FlowPart>> LearnAsync(IReadOnlyList<Database> databases, CancellationToken cancellationToken)
    {
        await using var opened = await OpenAsync(databases, cancellationToken);
        return await LearnedFlow.ReadAsync(opened.Sources, cancellationToken: cancellationToken);
    }

    private static async Task<OpenedSources> OpenAsync(IReadOnlyList<Database> databases, CancellationToken cancellationToken)
    {
        var opened = new OpenedSources();

        try
        {
            foreach (var database in databases)
                opened.Add(await OpenAsync(database, cancellationToken), database);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }

        return opened;
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
