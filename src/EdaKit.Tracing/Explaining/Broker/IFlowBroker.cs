namespace EdaKit.Tracing.Explaining.Broker;

/// <summary>
/// Says what a message broker holds at this moment, so that an explainer can tell a queue that is not bound from one in which messages wait.
/// <see cref="RabbitMqBroker"/> is one; who has another broker implements it.
/// </summary>
/// <remarks>
/// An implementer only reads: it takes no message out of a queue, not even to look at it. It says nothing of what it does not know, bounds how long it takes, and is safe for
/// concurrent calls.
/// </remarks>
public interface IFlowBroker
{
    /// <summary>Looks at queues, and at what leads to them.</summary>
    /// <param name="question">At which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is there.</returns>
    /// <exception cref="FlowBrokerException">The broker cannot be asked. The explainer answers without it, and says so.</exception>
    Task<BrokerAnswer> AskAsync(BrokerQuestion question, CancellationToken cancellationToken = default);
}
