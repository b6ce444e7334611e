using EdaKit.Journal;
using EdaKit.Outbox.Capture;
using EdaKit.Outbox.Inbox;
using MassTransit;
using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>
/// The consume context that a consumer behind the inbox gets: what it publishes, sends or responds is captured. MassTransit's own loop
/// over stored messages is not used, since a relay sends ours; hence the members that answer with nothing.
/// </summary>
internal sealed class InboxConsumeContext<TMessage>(ConsumeContext<TMessage> context, IServiceProvider scope, CaptureBuffer buffer, AttemptLife life)
    : OutboxConsumeContextProxy<TMessage>(context, new OutboxConsumeOptions(), scope), ICapturingContext
    where TMessage : class
{
    private readonly List<Func<Task>> _consumed = [];
    private ConsumeMessageSchedulerContext? _scheduler;

    public CaptureBuffer Buffer => buffer;

    public bool IsOpen => !life.IsOver;

    /// <summary>
    /// The scheduler and the redelivery that a consumer finds are this context's own. MassTransit puts the scheduler where contexts outside may
    /// find it too, those of another consumer of the message among them, and the redelivery that it finds there would work past the outbox.
    /// </summary>
    public override bool TryGetPayload<T>(out T payload)
    {
        object? own = typeof(T) == typeof(MessageSchedulerContext) ? Scheduler
            : typeof(T) == typeof(MessageRedeliveryContext) ? new DelayedMessageRedeliveryContext<TMessage>(this, RedeliveryOptions.ReplaceMessageId)
            : typeof(T) == typeof(IJournal) ? buffer.Journal
            : null;

        if (own is not T found)
            return base.TryGetPayload(out payload);

        payload = found;
        return true;
    }

    private ConsumeMessageSchedulerContext? Scheduler => _scheduler ??=
        CapturedContext.TryGetPayload<MessageSchedulerContext>(out var outer) ? new(this, outer.SchedulerFactory) : null;

    /// <summary>
    /// Held back until the commit: it would mark the message as delivered while the transaction may still fail, and MassTransit acknowledges
    /// what is so marked.
    /// </summary>
    public override Task NotifyConsumed<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
    {
        _consumed.Add(() => base.NotifyConsumed(context, duration, consumerType));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Held back for good: the attempt may yet be repeated, and would then have published a fault of a message that was handled. The inbox
    /// reports the failure that remains.
    /// </summary>
    public override Task NotifyFaulted<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) => Task.CompletedTask;

    /// <summary>Reports what was held back, after the commit.</summary>
    public async Task NotifyCommittedAsync()
    {
        foreach (var notify in _consumed)
            await notify();
    }

    public override bool ContinueProcessing { get; set; }

    public override bool IsMessageConsumed => false;

    public override bool IsOutboxDelivered => false;

    public override int ReceiveCount => 0;

    public override long? LastSequenceNumber => null;

    public override Task AddSend<T>(SendContext<T> context)
    {
        InnerRedelivery.MakeNew(context);
        buffer.Add(context);
        return Task.CompletedTask;
    }

    public override Task SetConsumed() => Task.CompletedTask;

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;
}
