using EdaKit.Evidence;
using EdaKit.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Explaining;

/// <summary>The journal of a context, and the witnesses of the packages that keep something in it. Each question has a context and a connection of its own.</summary>
internal sealed class JournalFlowSource<TDb>(IServiceScopeFactory scopes, IEnumerable<IFlowWitness<TDb>> witnesses) : IFlowSource<TDb>
    where TDb : DbContext
{
    public async Task<IReadOnlyList<Guid>> FindFlowsAsync(string key, string? keyName, int atMost, CancellationToken cancellationToken)
    {
        if (keyName is null)
            return await ReadAsync(context => JournalQueries.Flows(context, key, null, atMost), cancellationToken);

        var names = (await ReadAsync(context => JournalQueries.KeyNames(context, key), cancellationToken)).Where(name => KeyKind.Matches(name, keyName)).ToList();
        return names.Count == 0 ? [] : await ReadAsync(context => JournalQueries.Flows(context, key, names, atMost), cancellationToken);
    }

    public Task<IReadOnlyList<JournalEntry>> ReadFlowsAsync(IReadOnlyCollection<Guid> flows, int atMost, CancellationToken cancellationToken) =>
        ReadAsync(context => JournalQueries.OfFlows(context, flows, atMost), cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadNewestAsync(int atMost, CancellationToken cancellationToken) =>
        ReadAsync(context => JournalQueries.Newest(context, atMost), cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadContractAsync(string contract, int atMost, CancellationToken cancellationToken) =>
        ReadAsync(context => JournalQueries.OfContract(context, contract, atMost), cancellationToken);

    public async Task<FlowEvidence> AskAsync(FlowQuestion question, CancellationToken cancellationToken)
    {
        var answers = new List<FlowEvidence>();

        foreach (var witness in witnesses)
            answers.Add(await witness.AskAsync(question, cancellationToken));

        return FlowEvidence.Together(answers);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(Func<TDb, IQueryable<T>> query, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<TDb>()).ToListAsync(cancellationToken);
    }
}
