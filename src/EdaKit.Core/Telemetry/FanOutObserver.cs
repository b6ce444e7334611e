using EdaKit.Contracts;
using MassTransit;
using MassTransit.Configuration;

namespace EdaKit.Telemetry;

/// <summary>Puts the counting filter on the pipe of every contract, and tells what came of each message that was consumed.</summary>
internal sealed class FanOutObserver(MessageMetrics metrics) : ISendPipeSpecificationObserver, IPublishPipeSpecificationObserver, IConsumeObserver
{
    void ISendPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
    {
        if (ContractDescriptor.Of(typeof(T)) is { } contract)
            specification.UseFilter(new FanOutFilter<T>(metrics, contract));
    }

    void IPublishPipeSpecificationObserver.MessageSpecificationCreated<T>(IMessagePublishPipeSpecification<T> specification)
    {
        if (ContractDescriptor.Of(typeof(T)) is { } contract)
            specification.UseFilter<PublishContext<T>>(new FanOutFilter<T>(metrics, contract));
    }

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        if (metrics.CountsFanOut && ContractOf<T>.Contract is { } contract)
            metrics.Consumed(contract.Name, context.ReceiveContext.TryGetPayload<FanOut>(out var fanOut) ? fanOut.Count : 0);

        return Task.CompletedTask;
    }

    // What failed has not been consumed.
    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    /// <summary>What is known of a message type, found once.</summary>
    private static class ContractOf<T>
    {
        public static readonly ContractDescriptor? Contract = ContractDescriptor.Of(typeof(T));
    }
}
