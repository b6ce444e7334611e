using EdaKit.Configuration;
using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.Telemetry;

/// <summary>Puts the counting filter on the pipe of every contract, and tells what came of each message that was consumed.</summary>
internal sealed class FanOutObserver(MessageMetrics metrics) : OutgoingObserver, IConsumeObserver
{
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

    protected override OutgoingFilter<T>? FilterFor<T>() => ContractOf<T>.Contract is { } contract ? new FanOutFilter<T>(metrics, contract) : null;

    /// <summary>What is known of a message type, found once.</summary>
    private static class ContractOf<T>
    {
        public static readonly ContractDescriptor? Contract = ContractDescriptor.Of(typeof(T));
    }
}
