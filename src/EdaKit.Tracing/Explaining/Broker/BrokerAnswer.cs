namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>What a broker holds. Immutable.</summary>
public sealed record BrokerAnswer
{
    /// <summary>The queues that are there, of those that were asked for and those to which the exchanges lead. One that was asked for and is not among them does not exist.</summary>
    public IReadOnlyList<QueueState> Queues { get; init; } = [];

    /// <summary>Where the exchanges lead, over however many others between. An exchange that is not among them leads nowhere.</summary>
    public IReadOnlyList<BrokerBinding> Bindings { get; init; } = [];
}
