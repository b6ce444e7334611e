using System.Collections.Concurrent;
using EdaKit.Flow.Parts;
using MassTransit;
using MassTransit.Batching;
using MassTransit.Configuration;

namespace EdaKit.Tracing.Journal;

/// <summary>
/// Notes who takes batches of which message on each endpoint. MassTransit says of each message of a batch that its own collector has consumed it, and
/// of whoever was given the batch nothing that has to do with a message.
/// </summary>
internal sealed class BatchConsumers : IEndpointConfigurationObserver
{
    private readonly ConcurrentDictionary<(string Endpoint, Type Message), string?> _consumers = new();

    public void EndpointConfigured<T>(T configurator)
        where T : IReceiveEndpointConfigurator => configurator.ConnectConsumerConfigurationObserver(new Observer(this, JournalParticipant.EndpointOf(configurator.InputAddress)));

    /// <summary>Whether it is the collector that a consumer's name speaks of.</summary>
    public static bool IsCollector(string consumerType) => JournalParticipant.SimpleName(consumerType).Split('<')[0] == nameof(BatchConsumer<>);

    /// <summary>Who takes batches of a message on an endpoint, by the name that MassTransit gives.</summary>
    /// <returns>Null where nobody does, and where several do: nobody can tell then which of them it was.</returns>
    public string? Find(string endpoint, Type message) => _consumers.GetValueOrDefault((endpoint, message));

    private void Add(string endpoint, Type message, string consumer) =>
        _consumers.AddOrUpdate((endpoint, message), consumer, (_, other) => other == consumer ? consumer : null);

    private sealed class Observer(BatchConsumers consumers, string endpoint) : IConsumerConfigurationObserver
    {
        public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
            where TConsumer : class
        {
        }

        public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
            where TConsumer : class
            where TMessage : class
        {
            if (BatchType.MessageOf(typeof(TMessage)) is { } message)
                consumers.Add(endpoint, message, TypeCache<TConsumer>.ShortName);
        }
    }
}
