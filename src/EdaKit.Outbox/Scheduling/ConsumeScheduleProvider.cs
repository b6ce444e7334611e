using EdaKit.Outbox.ScopedBus;
using MassTransit;

namespace EdaKit.Outbox.Scheduling;

/// <summary>
/// Decides at each call between the transaction of the consumer and one of its own. The same object may be asked again after the consumer's
/// attempt has failed, by the redelivery outside it: what is captured then would be lost with the attempt.
/// </summary>
internal sealed class ConsumeScheduleProvider(ConsumeContext context, Func<ConsumeContext, IScheduleMessageProvider> separate) : IScheduleMessageProvider
{
    private IScheduleMessageProvider Current =>
        context.TryGetPayload<ICapturingContext>(out var capturing) && capturing.IsOpen ? new CapturingScheduleProvider(context, capturing.Buffer) : separate(context);

    public Task<ScheduledMessage<T>> ScheduleSend<T>(Uri destinationAddress, DateTime scheduledTime, T message, IPipe<SendContext<T>> pipe,
        CancellationToken cancellationToken)
        where T : class => Current.ScheduleSend(destinationAddress, scheduledTime, message, pipe, cancellationToken);

    public Task CancelScheduledSend(Guid tokenId, CancellationToken cancellationToken) => Current.CancelScheduledSend(tokenId, cancellationToken);

    public Task CancelScheduledSend(Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) =>
        Current.CancelScheduledSend(destinationAddress, tokenId, cancellationToken);
}
