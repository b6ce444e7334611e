using System.Numerics;
using EdaKit.Journal;
using MassTransit;

namespace EdaKit.Outbox.Inbox;

/// <summary>
/// Writes down attempts of a consumer that failed and may be followed by another one. MassTransit tells of a fault when none is left, which may be hours later; until then
/// nobody else would know why nothing happens.
/// </summary>
internal sealed class AttemptJournal(IJournalWriter? journal, TimeProvider time, string consumer)
{
    /// <summary>Notes a failure, if there may be another attempt. Of many attempts ever fewer are noted: the first, the second, the fourth and so on.</summary>
    /// <param name="context">The message.</param>
    /// <param name="tried">What is tried again: the message, or the batch that it is in.</param>
    /// <param name="error">What the attempt ended with.</param>
    public void Failed<TMessage>(ConsumeContext<TMessage> context, ConsumeContext tried, Exception error)
        where TMessage : class
    {
        if (journal is not null && tried.TryGetPayload<ConsumeRetryContext>(out var retry) && BitOperations.IsPow2(retry.RetryAttempt + 1))
            journal.Add(JournalEntry.OfFailure(context, JournalKind.Failing, time.GetUtcNow(), consumer, error, retry.RetryAttempt + 1));
    }
}
