using System.Diagnostics;
using EdaKit.Journal;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Telemetry;
using EdaKit.Telemetry;
using MassTransit;
using MassTransit.Batching;
using MassTransit.Context;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Inbox;

/// <summary>
/// The inbox before a batch consumer. Every message of the batch is claimed by its own id and the consumer gets those that are new. When it
/// fails, the batch is halved until the messages that cannot be handled stand alone: the others commit, and only those fault.
/// </summary>
internal sealed class BatchInboxFilter<TMessage>(string consumer, OutboxBinding binding, InboxTransaction transaction, AttemptJournal attempts, TimeProvider time,
    OutboxMetrics metrics, ILogger logger)
    : IFilter<ConsumeContext<Batch<TMessage>>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<Batch<TMessage>> context, IPipe<ConsumeContext<Batch<TMessage>>> next)
    {
        var started = Stopwatch.GetTimestamp();
        var failures = new List<Exception>();

        // A retry of the whole batch brings those back that an earlier attempt handled; they are duplicates then.
        await HandleAsync(context, next, [.. context.Message], failures, started);

        // MassTransit has one outcome for a batch; a message that was reported as consumed does not share in it.
        if (failures.Count == 1)
            throw failures[0];
        if (failures.Count > 1)
            throw new AggregateException($"{failures.Count} messages of a batch could not be handled by '{consumer}'.", failures);
    }

    public void Probe(ProbeContext context) => InboxProbe.Describe(context, consumer, binding);

    private async Task HandleAsync(ConsumeContext<Batch<TMessage>> context, IPipe<ConsumeContext<Batch<TMessage>>> next,
        List<ConsumeContext<TMessage>> messages, List<Exception> failures, long started)
    {
        if (messages.Count == 0)
            return;

        try
        {
            var duplicates = await TraceAsync(context, next, messages);

            foreach (var message in messages)
                await message.NotifyConsumed(message, Stopwatch.GetElapsedTime(started), consumer);

            for (var i = 0; i < duplicates; i++)
                metrics.Duplicate(binding.ContextType, consumer);
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error) when (messages.Count == 1)
        {
            attempts.Failed(messages[0], context, error);
            failures.Add(error);
        }
        catch (Exception error)
        {
            OutboxLog.BatchSplit(logger, error, messages.Count, consumer);

            var half = messages.Count / 2;
            await HandleAsync(context, next, [.. messages.Take(half)], failures, started);
            await HandleAsync(context, next, [.. messages.Skip(half)], failures, started);
        }
    }

    private async Task<int> TraceAsync(ConsumeContext<Batch<TMessage>> context, IPipe<ConsumeContext<Batch<TMessage>>> next, List<ConsumeContext<TMessage>> messages)
    {
        using var span = InboxSpans.StartBatch(context, messages, binding.ContextType, consumer);

        try
        {
            var duplicates = await ConsumeAsync(context, next, messages);
            span?.SetTag(TagNames.BatchDuplicates, duplicates);
            span?.SetTag(TagNames.Outcome, duplicates < messages.Count ? SpanOutcome.Consumed : SpanOutcome.Duplicate);
            return duplicates;
        }
        catch (Exception error)
        {
            span?.Fail(error);
            throw;
        }
    }

    private Task<int> ConsumeAsync(ConsumeContext<Batch<TMessage>> context, IPipe<ConsumeContext<Batch<TMessage>>> next,
        List<ConsumeContext<TMessage>> messages) =>
        transaction.RunAsync(context, async attempt =>
        {
            var entered = await attempt.EnterAsync([.. messages.Select(InboxMessageId.Of)], consumer);
            var fresh = messages.DistinctBy(InboxMessageId.Of).Where(message => entered.Contains(InboxMessageId.Of(message))).ToList();

            if (attempt.Journal is { } journal)
            {
                var consumed = fresh.ToHashSet();
                foreach (var message in messages)
                {
                    if (consumed.Contains(message))
                        journal.AddConsumed(message, time.GetUtcNow(), consumer);
                    else
                        journal.Add(JournalEntry.Of(message, JournalKind.Duplicate, time.GetUtcNow(), consumer));
                }
            }

            if (fresh.Count > 0)
            {
                var whole = context.Message;
                var part = new MessageBatch<TMessage>(whole.FirstMessageReceived, whole.LastMessageReceived, whole.Mode, [.. fresh.Select(attempt.Capturing)]);
                
                // Which messages are consumed is said of each by itself: the batch as such would mark the message that carries it.
                await attempt.ConsumeAsync(new BatchConsumeContext<TMessage>(attempt.Context, part), next, notifyCommitted: false);
            }

            return messages.Count - fresh.Count;
        });
}
