using MassTransit;
using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Flow;

/// <summary>Puts the ids of the message that is handled into a log scope, so that every line that is written meanwhile can be found by them.</summary>
internal sealed class LogScopeFilter(ILogger logger) : IFilter<ConsumeContext>
{
    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        using (logger.BeginScope(new MessageScope(context)))
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("edakit-log-scope");
}
