using EdaKit.Tracing.Explaining.Broker;

namespace EdaKit.Tracing.Explaining;

/// <summary>The explainer of one context.</summary>
internal sealed class ContextExplainer<TDb>(IFlowSource<TDb> source, TimeProvider time, IFlowBroker? broker = null) : IFlowExplainer<TDb>
{
    private readonly FlowExplainer _explainer = new([source], time, broker: broker);

    public Task<FlowExplanation> WhyAsync(string key, string? keyName, CancellationToken cancellationToken) => _explainer.WhyAsync(key, keyName, cancellationToken);

    public Task<FlowExplanation> WhyNotAsync(string key, string contract, string? keyName, CancellationToken cancellationToken) =>
        _explainer.WhyNotAsync(key, contract, keyName, cancellationToken);
}
