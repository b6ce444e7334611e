using System.Diagnostics;
using EdaKit.Configuration;
using MassTransit;

namespace EdaKit.Tracing.Propagation;

/// <summary>
/// Writes the trace to a message as it is published or sent: with an outbox, when it is captured. MassTransit writes one only where the sender's
/// activity is recorded. Without it the receiver would begin a trace of its own, which a sampler may then record in pieces.
/// </summary>
internal sealed class TraceContextFilter<T>() : OutgoingFilter<T>("edakit-trace-context")
    where T : class
{
    protected override void Apply(SendContext<T> context)
    {
        context.TryGetPayload<ConsumeContext>(out var cause);

        // Code that a consumer hands on to another thread without its context has no activity; the message that is handled still says which trace it is.
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            TraceContext.Write(activity, context.Headers, cause);
        else if (cause is not null)
            TraceContext.Of(cause)?.WriteTo(context.Headers);
    }
}
