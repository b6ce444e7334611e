namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>What is published to an exchange comes to a queue. Immutable.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Queue">The queue.</param>
public sealed record BrokerBinding(string Exchange, string Queue);
