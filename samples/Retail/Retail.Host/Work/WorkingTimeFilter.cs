using MassTransit;

namespace Retail.Host.Work;

/// <summary>Lets a message take the service's working time. It stands outside the inbox, so that no transaction waits with it.</summary>
internal sealed class WorkingTimeFilter<TMessage>(TimeSpan time, TimeProvider clock) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        await Task.Delay(time, clock, context.CancellationToken);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("working-time");
}
