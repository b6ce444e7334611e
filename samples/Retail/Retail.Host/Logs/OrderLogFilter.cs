using MassTransit;

namespace Retail.Host.Logs;

/// <summary>Writes what a consumer made of a message into the log of its order.</summary>
internal sealed class OrderLogFilter<TMessage>(string service, string consumer, OrderLog log, TimeProvider clock)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var started = clock.GetTimestamp();
        try
        {
            await next.Send(context);
        }
        catch (Exception fault)
        {
            log.Failed(log.KeyOf(context.Message), service, consumer, typeof(TMessage).Name, context.GetRetryAttempt() + 1, fault);
            throw;
        }

        log.Handled(log.KeyOf(context.Message), service, consumer, typeof(TMessage).Name, clock.GetElapsedTime(started));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("order-log");
}
