using EdaKit.Outbox.Capture;
using MassTransit;
using MassTransit.Scheduling;

namespace EdaKit.Outbox.Scheduling;

/// <summary>Schedules by capturing: the message, or its cancellation, is stored when the buffer's context saves.</summary>
internal sealed class CapturingScheduleProvider(ISendEndpointProvider capture, CaptureBuffer buffer) : IScheduleMessageProvider
{
    public async Task<ScheduledMessage<T>> ScheduleSend<T>(Uri destinationAddress, DateTime scheduledTime, T message, IPipe<SendContext<T>> pipe,
        CancellationToken cancellationToken)
        where T : class
    {
        var scheduled = new ScheduledSendPipe<T>(pipe, ScheduleTokenIdCache<T>.GetTokenId(message), scheduledTime);

        var endpoint = await capture.GetSendEndpoint(destinationAddress);
        await endpoint.Send(message, scheduled, cancellationToken);

        return new ScheduledMessageHandle<T>(scheduled.Token, scheduledTime, destinationAddress, message);
    }

    public Task CancelScheduledSend(Guid tokenId, CancellationToken cancellationToken)
    {
        buffer.Cancel(tokenId);
        return Task.CompletedTask;
    }

    // Where the message was to go does not matter: its token alone tells which record it is.
    public Task CancelScheduledSend(Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) =>
        CancelScheduledSend(tokenId, cancellationToken);
}
