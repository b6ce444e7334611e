namespace EdaKit.Benchmarks.Protocol;

/// <summary>What carries the messages.</summary>
internal enum TransportKind
{
    RabbitMq,
    InMemory,
}
