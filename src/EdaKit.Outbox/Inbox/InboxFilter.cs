using System.Diagnostics;
using EdaKit.Journal;
using EdaKit.Outbox.Registration;
using EdaKit.Outbox.Telemetry;
using EdaKit.Telemetry;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.Inbox;

/// <summary>
/// Stands before a consumer and makes its work all or nothing: the claim of the message, the consumer's effects and its outgoing messages
/// commit together, and a message that was handled before has no effect.
/// </summary>
internal sealed class InboxFilter<TMessage>(string consumer, bool answersAgain, OutboxBinding binding, InboxTransaction transaction, AttemptJournal attempts, TimeProvider time,
    OutboxMetrics metrics, ILogger logger)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var started = Stopwatch.GetTimestamp();
        var messageId = InboxMessageId.Of(context);

        using var span = InboxSpans.Start(context, messageId, binding.ContextType, consumer);

        if (await ConsumeAsync(context, next, messageId, started, span))
        {
            span?.SetTag(TagNames.Outcome, SpanOutcome.Consumed);
            return;
        }

        span?.SetTag(TagNames.Outcome, SpanOutcome.Duplicate);
        metrics.Duplicate(binding.ContextType, consumer);
        OutboxLog.Duplicate(logger, messageId, consumer);

        // Otherwise MassTransit takes the message for one that nobody consumes, and moves it to the _skipped queue.
        await context.NotifyConsumed(context, Stopwatch.GetElapsedTime(started), consumer);
    }

    private async Task<bool> ConsumeAsync(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next, Guid messageId, long started, Activity? span)
    {
        try
        {
            return await transaction.RunAsync(context, async attempt =>
            {
                if (!await attempt.TryEnterAsync(messageId, consumer))
                {
                    attempt.Journal?.Add(JournalEntry.Of(context, JournalKind.Duplicate, time.GetUtcNow(), consumer));

                    if (answersAgain)
                        metrics.AnsweredAgain(binding.ContextType, consumer, await attempt.AnswerAgainAsync(messageId, consumer, time.GetUtcNow()));

                    return false;
                }

                attempt.Journal?.AddConsumed(context, time.GetUtcNow(), consumer);

                if (answersAgain)
                    attempt.RememberAnswers();

                await attempt.ConsumeAsync(attempt.Context, next);

                if (answersAgain)
                    attempt.KeepAnswers(messageId, consumer);

                return true;
            });
        }
        catch (Exception error)
        {
            span?.Fail(error);

            // Whether the consumer failed or the commit: the fault goes out past the outbox, once per message, when no retry is left.
            if (!context.CancellationToken.IsCancellationRequested)
            {
                attempts.Failed(context, context, error);
                await context.NotifyFaulted(context, Stopwatch.GetElapsedTime(started), consumer, error);
            }

            throw;
        }
    }

    public void Probe(ProbeContext context) => InboxProbe.Describe(context, consumer, binding);
}
