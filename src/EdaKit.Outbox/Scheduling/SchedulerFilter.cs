using EdaKit.Outbox.Inbox;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.ScopedBus;
using MassTransit;
using MassTransit.Context;
using MassTransit.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Scheduling;

/// <summary>
/// Makes the outbox the scheduler of every consume context, where consumers, state machines and redelivery look for one. Behind the inbox it
/// schedules in the consumer's transaction, before it in a transaction of its own.
/// </summary>
internal sealed class SchedulerFilter(OutboxBindings bindings, InboxRegistry registry, IServiceProvider root) : IFilter<ConsumeContext>
{
    /// <summary>How the filter shows itself in MassTransit's probe, where the start-up rules look for it.</summary>
    public const string FilterName = "edakit-scheduler";

    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        context.GetOrAddPayload<MessageSchedulerContext>(() => new ConsumeMessageSchedulerContext(context, SchedulerOf));
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope(FilterName);

    // MassTransit keeps what this answers with for as long as the context lives, and shares it with outer ones.
    private MessageScheduler SchedulerOf(ConsumeContext context) => new(new ConsumeScheduleProvider(context, Separate), context.GetPayload<IBusTopology>());

    private SeparateScheduleProvider Separate(ConsumeContext context) =>
        new(BindingOf(context), root, root.GetRequiredService<IBus>(), context);

    // Without an inbox on the endpoint, as with MassTransit's job service, any of the outboxes will do: what is scheduled is committed at once.
    private OutboxBinding BindingOf(ConsumeContext context) => registry.BindingOf(context.ReceiveContext.InputAddress) ?? bindings.All[0];
}
