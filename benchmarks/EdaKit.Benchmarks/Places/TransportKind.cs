namespace EdaKit.Benchmarks.Places;

internal enum TransportKind
{
    InMemory,
    RabbitMq,
}
