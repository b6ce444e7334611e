using EdaKit.Flow.Parts;
using EdaKit.Tracing.Explaining.Broker;

namespace EdaKit.Tracing.Explaining;

/// <summary>The explainer of one context. It knows what the services of its own process declare.</summary>
internal sealed class ContextExplainer<TDb>(IFlowSource<TDb> source, TimeProvider time, FlowParts? parts = null, IFlowBroker? broker = null) : IFlowExplainer<TDb>
{
    // With the first question: the parts are there once the bus is built, and nobody need have asked by then.
    private readonly Lazy<FlowExplainer> _explainer = new(() => new([source], time, new() { Parts = parts?.All ?? [] }, broker));

    public Task<FlowExplanation> WhyAsync(string key, string? keyName, CancellationToken cancellationToken) => _explainer.Value.WhyAsync(key, keyName, cancellationToken);

    public Task<FlowExplanation> WhyNotAsync(string key, string contract, string? keyName, CancellationToken cancellationToken) =>
        _explainer.Value.WhyNotAsync(key, contract, keyName, cancellationToken);
}
