using MassTransit;

namespace Retail.Host.Switches;

/// <summary>Holds messages back while their service is stopped. It stands outside the inbox, so that no transaction waits with them.</summary>
internal sealed class GateFilter<TMessage>(ServiceSwitch service) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        await service.UntilStarted(context.CancellationToken);
        try
        {
            await next.Send(context);
            service.CountHandled();
        }
        catch
        {
            service.CountFailed();
            throw;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("switch");
}
