using EdaKit.Flow.Parts;
using EdaKit.Journal;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Serialization;

namespace EdaKit.Tracing.Journal;

/// <summary>
/// Writes down what no unit of work does: faults, although the consumer was rolled back, and what is consumed or sent past an outbox. Such entries are stored in
/// transactions of their own.
/// </summary>
/// <param name="owners">Into which journal an entry belongs.</param>
/// <param name="batches">Who takes batches.</param>
/// <param name="time">The clock.</param>
internal sealed class JournalObserver(JournalOwners owners, BatchConsumers batches, TimeProvider time) : IReceiveObserver, ISendObserver, IPublishObserver
{
    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        // The collector of batches does not know which attempt of its consumer it was.
        var attempt = BatchConsumers.IsCollector(consumerType) ? 0 : context.GetRetryAttempt() + 1;
        var fault = JournalEntry.OfFailure(context, JournalKind.Faulted, time.GetUtcNow(), consumerType, exception, attempt);
        fault.Participant = ParticipantOf(context, consumerType, fault.Contract);

        owners.WriterOf(fault.Participant).Add(fault);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class
    {
        if (IsWrittenElsewhere(context, consumerType))
            return Task.CompletedTask;

        var consumed = JournalEntry.Of(context, JournalKind.Consumed, time.GetUtcNow(), consumerType);
        consumed.Participant = ParticipantOf(context, consumerType, consumed.Contract);

        if (JournalEntry.OfUpcast(context, time.GetUtcNow(), consumed.Participant) is { } upcast)
            owners.Fallback.Add(upcast);
        owners.Fallback.Add(consumed);
        return Task.CompletedTask;
    }

    public Task PostSend<T>(SendContext<T> context)
        where T : class
    {
        Add(context, JournalKind.Sent);
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        Add(context, JournalKind.Published);
        return Task.CompletedTask;
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    /// <summary>A message never came to a consumer: it could not be read, or brought to the version of one.</summary>
    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        // What a consumer failed on is written down already. What the end of the endpoint cut off comes again.
        if (!context.TryGetPayload<ConsumerFaultContext>(out _) && !context.CancellationToken.IsCancellationRequested)
            owners.Fallback.Add(JournalEntry.OfReceiveFault(context, time.GetUtcNow(), exception));

        return Task.CompletedTask;
    }

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    // A stored message was written down when it was captured; on its way out it is bytes.
    private void Add<T>(SendContext<T> context, JournalKind kind)
        where T : class
    {
        if (typeof(T) != typeof(SerializedMessageBody))
            owners.Fallback.Add(JournalEntry.Of(context, context.Delay > TimeSpan.Zero ? JournalKind.Scheduled : kind, time.GetUtcNow(), participant: null));
    }

    private bool IsWrittenElsewhere<T>(ConsumeContext<T> context, string consumerType)
        where T : class =>
        // Behind an inbox it is written down with the rest; what came there a second time, the inbox itself reports under its own name.
        context.TryGetPayload<IJournal>(out _) || JournalParticipant.IsInbox(consumerType)
        || (BatchConsumers.IsCollector(consumerType) && owners.FindBatch(EndpointOf(context), typeof(T)) is not null)
        // Of a batch each message is reported by itself as well.
        || BatchType.MessageOf(typeof(T)) is not null
        // What failed and is to come again later, MassTransit reports as consumed.
        || IsRedelivery(consumerType);

    private string ParticipantOf<T>(ConsumeContext<T> context, string consumerType, string? contract)
        where T : class
    {
        if (JournalParticipant.IsInbox(consumerType))
            return consumerType;

        var endpoint = EndpointOf(context);
        if (!BatchConsumers.IsCollector(consumerType))
            return JournalParticipant.Of(endpoint, consumerType, contract);

        return owners.FindBatch(endpoint, typeof(T)) ?? JournalParticipant.Of(endpoint, batches.Find(endpoint, typeof(T)) ?? consumerType, contract);
    }

    private static string EndpointOf(ConsumeContext context) => JournalParticipant.EndpointOf(context.ReceiveContext.InputAddress);

    private static bool IsRedelivery(string consumerType) => JournalParticipant.SimpleName(consumerType).Split('<')[0] == nameof(RedeliveryRetryFilter<,>);
}
