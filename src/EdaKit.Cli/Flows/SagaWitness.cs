using EdaKit.Cli.Databases;
using EdaKit.Cli.Sagas;
using EdaKit.Evidence;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Cli.Flows;

/// <summary>Says of the step sagas of a database what they wait for. Which tables they are in is found out, since no model is at hand.</summary>
internal sealed class SagaWitness(Database database) : IFlowWitness<FlowDb>
{
    public async Task<FlowEvidence> AskAsync(FlowQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);

        if (question.CorrelationIds.Count == 0)
            return FlowEvidence.Nothing;

        var options = new DbContextOptionsBuilder<SagaDb>();
        database.Use(options);
        await using var context = new SagaDb(options.Options, database);

        return new() { Sagas = await new SagaReader(context).KeptAsync(question.CorrelationIds, cancellationToken) };
    }
}
