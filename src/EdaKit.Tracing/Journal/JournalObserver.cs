using EdaKit.Journal;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Serialization;

namespace EdaKit.Tracing.Journal;

/// <summary>
/// Writes down what no unit of work does: faults, although the consumer was rolled back, and what is consumed or sent past an outbox. Such entries are stored in
/// transactions of their own.
/// </summary>
/// <param name="writer">The journal of what belongs to nobody in particular.</param>
/// <param name="writerOf">Into which journal belongs what a participant fails on.</param>
/// <param name="time">The clock.</param>
internal sealed class JournalObserver(IJournalWriter writer, Func<string, IJournalWriter> writerOf, TimeProvider time) : IReceiveObserver, ISendObserver, IPublishObserver
{
    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        var fault = JournalEntry.OfFailure(context, JournalKind.Faulted, time.GetUtcNow(), consumerType, exception, context.GetRetryAttempt() + 1);
        fault.Participant = ParticipantOf(context, consumerType, fault);

        writerOf(consumerType).Add(fault);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class
    {
        // Behind an inbox it is written down with the rest; what came there a second time, the inbox itself reports under its own name. What failed and is to come again
        // later, MassTransit reports as consumed.
        if (!context.TryGetPayload<IJournal>(out _) && !IsInbox(consumerType) && !IsRedelivery(consumerType))
        {
            var consumed = JournalEntry.Of(context, JournalKind.Consumed, time.GetUtcNow(), consumerType);
            consumed.Participant = ParticipantOf(context, consumerType, consumed);

            writer.Add(consumed);
        }

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

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

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
            writer.Add(JournalEntry.Of(context, context.Delay > TimeSpan.Zero ? JournalKind.Scheduled : kind, time.GetUtcNow(), participant: null));
    }

    // In the form that the inbox gives: endpoint, consumer, message.
    private static string ParticipantOf<T>(ConsumeContext<T> context, string consumerType, JournalEntry entry)
        where T : class => IsInbox(consumerType) ? consumerType : $"{EndpointOf(context)}/{SimpleName(consumerType)}/{entry.Contract}";

    private static string EndpointOf(ConsumeContext context) => context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1];

    private static string SimpleName(string consumerType)
    {
        var name = consumerType.Split('<')[0];
        return consumerType[(name.LastIndexOf('.') + 1)..];
    }

    private static bool IsRedelivery(string consumerType) => SimpleName(consumerType).Split('<')[0] == nameof(RedeliveryRetryFilter<,>);

    private static bool IsInbox(string consumerType) => consumerType.Contains('/', StringComparison.Ordinal);
}
