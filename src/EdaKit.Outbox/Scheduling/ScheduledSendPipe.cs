using MassTransit;
using MassTransit.Transports;

namespace EdaKit.Outbox.Scheduling;

/// <summary>Gives a message its due time and its token, before the sender's own pipe, which may choose another token.</summary>
internal sealed class ScheduledSendPipe<T>(IPipe<SendContext<T>> pipe, Guid token, DateTime scheduledTime) : SendContextPipeAdapter<T>(pipe)
    where T : class
{
    private SendContext<T>? _context;

    /// <summary>By which the message is cancelled.</summary>
    public Guid Token => _context?.ScheduledMessageId ?? token;

    protected override void Send(SendContext<T> context)
    {
        _context = context;
        context.ScheduledMessageId = token;
        context.AddOrUpdatePayload(() => DueTime.At(scheduledTime), _ => DueTime.At(scheduledTime));
    }

    protected override void Send<TAny>(SendContext<TAny> context)
    {
    }
}
