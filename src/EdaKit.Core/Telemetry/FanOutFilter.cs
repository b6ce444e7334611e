using EdaKit.Configuration;
using EdaKit.Contracts;
using MassTransit;

namespace EdaKit.Telemetry;

/// <summary>Counts a message of a contract as it is published or sent: with an outbox, when it is captured.</summary>
internal sealed class FanOutFilter<T>(MessageMetrics metrics, ContractDescriptor contract) : OutgoingFilter<T>("edakit-fan-out")
    where T : class
{
    protected override void Apply(SendContext<T> context)
    {
        var isCaused = context.TryGetPayload<ConsumeContext>(out var cause);
        metrics.Published(contract.Name, beginsConversation: !isCaused);

        if (isCaused && metrics.CountsFanOut)
            cause!.ReceiveContext.GetOrAddPayload(() => new FanOut()).Add();
    }
}
