namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>What a broker is asked of. Immutable.</summary>
public sealed record BrokerQuestion
{
    /// <summary>Exchanges, or topics: where do they lead? Default: none.</summary>
    public IReadOnlyCollection<string> Exchanges { get; init; } = [];

    /// <summary>Queues: are they there, and what do they hold? Default: none.</summary>
    public IReadOnlyCollection<string> Queues { get; init; } = [];
}
