using MassTransit;

namespace Retail.Host.Switches;

/// <summary>
/// Makes a service fail at the worst moment: it stands inside the inbox, lets the consumer do all its work, and then throws. Nothing of
/// that work may be seen afterwards.
/// </summary>
internal sealed class FailureFilter<TMessage>(ServiceSwitch service) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        await next.Send(context);
        if (service.State == ServiceState.Failing)
            throw new SwitchedToFailException(service.Service);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("switched-failure");
}
