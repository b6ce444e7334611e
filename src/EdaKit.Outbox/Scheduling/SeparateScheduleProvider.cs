using EdaKit.Outbox.Capture;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.ScopedBus;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Outbox.Scheduling;

/// <summary>
/// Schedules in a transaction of its own, committed before the call returns. So works what stands outside the inbox, above all redelivery:
/// the consumer's transaction was rolled back, and the message that comes again must be safe before the one at hand is acknowledged.
/// </summary>
internal sealed class SeparateScheduleProvider(OutboxBinding binding, IServiceProvider root, IBus bus, ConsumeContext consumed) : IScheduleMessageProvider
{
    public Task<ScheduledMessage<T>> ScheduleSend<T>(Uri destinationAddress, DateTime scheduledTime, T message, IPipe<SendContext<T>> pipe,
        CancellationToken cancellationToken)
        where T : class =>
        RunAsync(schedule => schedule.ScheduleSend(destinationAddress, scheduledTime, message, pipe, cancellationToken), cancellationToken);

    public Task CancelScheduledSend(Guid tokenId, CancellationToken cancellationToken) => RunAsync(async schedule =>
    {
        await schedule.CancelScheduledSend(tokenId, cancellationToken);
        return tokenId;
    }, cancellationToken);

    public Task CancelScheduledSend(Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) =>
        CancelScheduledSend(tokenId, cancellationToken);

    private async Task<TResult> RunAsync<TResult>(Func<CapturingScheduleProvider, Task<TResult>> schedule, CancellationToken cancellationToken)
    {
        await using var scope = root.CreateAsyncScope();
        var buffer = binding.BufferOf(scope.ServiceProvider);

        // It is a consumer's: what waits for its time does not make the outbox fuller, and refused, the message would be lost to its retries.
        await buffer.EnterConsumerAsync(publishes: false, cancellationToken);

        var capture = new CapturingSendContext(buffer, scope.ServiceProvider).SendThrough(bus, consumed);

        var result = await schedule(new CapturingScheduleProvider(capture, buffer));
        await binding.ContextOf(scope.ServiceProvider).SaveChangesAsync(cancellationToken);
        return result;
    }
}
