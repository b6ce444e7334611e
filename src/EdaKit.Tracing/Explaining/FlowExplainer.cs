using EdaKit.EntityFrameworkCore.Dialects;
using EdaKit.Evidence;
using EdaKit.Journal;
using EdaKit.Tracing.Explaining.Broker;
using EdaKit.Tracing.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>
/// Explains flows out of one or more journals, such as those of several services, which each have a database of their own: flows are put together by their conversation
/// ids. The explainer of one context is <see cref="IFlowExplainer{TDb}"/>; this one is for those who have more.
/// </summary>
public sealed class FlowExplainer : IFlowExplainer
{
    private readonly IReadOnlyList<IFlowSource> _sources;
    private readonly TimeProvider _time;
    private readonly ExplainOptions _options;
    private readonly IFlowBroker? _broker;
    private readonly DeclaredMap _declared;

    /// <summary>Makes an explainer.</summary>
    /// <param name="sources">The journals, at least one.</param>
    /// <param name="time">The clock by which something is late.</param>
    /// <param name="options">How far it looks, and when something is late; null: the defaults.</param>
    /// <param name="broker">Who is asked of queues; null: nobody. Who makes it disposes of it.</param>
    /// <exception cref="ArgumentException">There is no source, or a bound of the options is less than 1.</exception>
    public FlowExplainer(IEnumerable<IFlowSource> sources, TimeProvider time, ExplainOptions? options = null, IFlowBroker? broker = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(time);

        (_sources, _time, _options, _broker) = ([.. sources], time, options ?? new(), broker);
        _declared = new(_options.Parts);

        if (_sources.Count == 0)
            throw new ArgumentException("There is no journal to ask. Pass the IFlowSource<TDb> of a context that has one.", nameof(sources));

        foreach (var (name, bound) in new[] { (nameof(options.MostFlows), _options.MostFlows), (nameof(options.MostEntries), _options.MostEntries), (nameof(options.LearnFrom), _options.LearnFrom) })
            ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1, name);
    }

    /// <inheritdoc/>
    public Task<FlowExplanation> WhyAsync(string key, string? keyName = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);

        return ExplainAsync(key, null, keyName, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<FlowExplanation> WhyNotAsync(string key, string contract, string? keyName = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(contract);

        return ExplainAsync(key, contract, keyName, cancellationToken);
    }

    private async Task<FlowExplanation> ExplainAsync(string key, string? asked, string? keyName, CancellationToken cancellationToken)
    {
        // As journals have it.
        key = StoredText.Of(key, JournalModel.LongestName);

        // 1. The flows in which the key came up anywhere.
        var flows = (await OfAllAsync(source => source.FindFlowsAsync(key, keyName, _options.MostFlows, cancellationToken))).Distinct().ToList();

        if (flows.Count == 0)
            return new() { Key = key, KeyName = keyName, Contract = asked, At = _time.GetUtcNow(), Verdict = await UnknownAsync(key, keyName, cancellationToken) };

        // 2. What all journals have of them, also of the services that never saw the key.
        var entries = await OfAllAsync(source => source.ReadFlowsAsync(flows, _options.MostEntries, cancellationToken));
        var tree = FlowTree.Of(entries, key, keyName);

        // 3. What is waiting, handled and parked at this moment.
        var evidence = await AskAsync(tree, cancellationToken);
        tree = tree.With(evidence);

        // 4. What other flows teach. The question comes before the clock, so that what has happened meanwhile is no future.
        var (map, contract) = await LearnAsync(entries, asked, cancellationToken);
        var flow = new FlowCase(key, tree.Messages, evidence, map, _time.GetUtcNow(), _options);

        // 5. Where it is that was sent and not handled.
        (flow, var brokerError) = await BrokerInquiry.AskAsync(_broker, flow, cancellationToken);

        // 6. The verdict.
        var finder = new VerdictFinder(flow);
        var open = finder.FindOpen();

        return new()
        {
            Key = key,
            KeyName = keyName,
            Contract = contract,
            At = flow.Now,
            Verdict = contract is null ? finder.Find(open) : finder.Find(contract, open),
            Problems = [.. open.Where(verdict => !Severity.IsPatient(verdict))],
            Flows = tree.ToTrees(),
            Sagas = evidence.Sagas,
            BrokerError = brokerError,
            IsCut = flows.Count >= _options.MostFlows || entries.Count >= _options.MostEntries,
        };
    }

    private async Task<FlowEvidence> AskAsync(FlowTree tree, CancellationToken cancellationToken)
    {
        // What somebody has handled was sent: it waits in no outbox.
        var question = new FlowQuestion
        {
            MessageIds = tree.OpenIds,
            CorrelationIds = tree.CorrelationIds,
        };
        return FlowEvidence.Together(await OfAllAsync(async source => (IReadOnlyList<FlowEvidence>)[await source.AskAsync(question, cancellationToken)]));
    }

    private async Task<(FlowMap Map, string? Contract)> LearnAsync(IReadOnlyList<JournalEntry> ofFlows, string? asked, CancellationToken cancellationToken)
    {
        var newest = await OfAllAsync(source => source.ReadNewestAsync(_options.LearnFrom, cancellationToken));
        var map = FlowMap.Of(newest, _declared);

        if (asked is null)
            return (map, null);

        var contract = ContractNames.Resolve(asked, map.Contracts.Concat(ofFlows.Where(entry => entry.Contract is not null).Select(entry => entry.Contract!)));
        if (map.HasSeen(contract))
            return (map, contract);

        var rare = await OfAllAsync(source => source.ReadContractAsync(contract, _options.LearnFrom, cancellationToken));
        return (rare.Count == 0 ? map : FlowMap.Of([.. newest, .. rare], _declared), contract);
    }

    private async Task<FlowVerdict> UnknownAsync(string key, string? keyName, CancellationToken cancellationToken)
    {
        var isOther = keyName is not null && (await OfAllAsync(source => source.FindFlowsAsync(key, null, 1, cancellationToken))).Count > 0;

        return new()
        {
            Code = FlowVerdictCode.UnknownKey,
            Sentence = isOther
                ? $"No journal known here has '{key}' as '{keyName}', and one has it under another name. Ask without the name."
                : $"No journal known here has '{key}' as a business key: nothing was ever sent for it, it is older than what journals keep, its contracts name no [BusinessKey], or it is in "
                    + "the journal of another service.",
        };
    }

    private async Task<IReadOnlyList<T>> OfAllAsync<T>(Func<IFlowSource, Task<IReadOnlyList<T>>> ask)
    {
        var answers = new List<T>();

        foreach (var source in _sources)
            answers.AddRange(await ask(source));

        return answers;
    }
}
