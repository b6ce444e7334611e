using MassTransit;

namespace Retail.Scoring;

/// <summary>
/// One queue for all that teaches the model, and one message of it at a time. Every message changes the same row: side by side they would
/// only fail on each other's version and be tried again. See <see cref="LearnedModel"/> for what keeps several processes apart.
/// </summary>
internal sealed class OneAtATime<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    public OneAtATime()
    {
        EndpointName = LearnedModel.ReturnRisk;
        Endpoint(endpoint => endpoint.ConcurrentMessageLimit = 1);
    }
}
