using System.Diagnostics;
using MassTransit;
using MassTransit.Logging;

namespace EdaKit.Tracing.Propagation;

/// <summary>
/// Has the trace of a message's sender go on while the message is handled. Where MassTransit has begun an activity, it gets what MassTransit leaves out: the
/// sender's <c>tracestate</c> and baggage, and a link to the trace of a sender that is not MassTransit, since a parent cannot be given any more. Where it has
/// begun none, because nobody records, one is begun that nobody records.
/// </summary>
internal sealed class TraceRestoreFilter : IFilter<ConsumeContext>
{
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        if (TraceContext.Of(context) is not { } sender)
            return next.Send(context);

        if (Activity.Current is not { Source.Name: DiagnosticHeaders.DefaultListenerName } receiving)
            return ContinueAsync(sender, context, next);

        sender.RestoreTo(receiving);
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-trace-restore");

    private static async Task ContinueAsync(TraceContext sender, ConsumeContext context, IPipe<ConsumeContext> next)
    {
        using (sender.Continue(TraceRelation.IsLinked(context)))
            await next.Send(context);
    }
}
