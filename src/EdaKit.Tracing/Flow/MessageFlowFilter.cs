using EdaKit.Identity;
using MassTransit;

namespace EdaKit.Tracing.Flow;

/// <summary>
/// Lets code that does not have the consumed message at hand take part in its flow: an HTTP call of a client that knows nothing of messages, or what is published through the bus.
/// </summary>
internal sealed class MessageFlowFilter : IFilter<ConsumeContext>
{
    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        using (MessageFlow.Of(context)?.Enter())
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-message-flow");
}
