using EdaKit.Journal;
using EdaKit.Outbox.AnsweringInbox;
using EdaKit.Outbox.Capture;
using EdaKit.Outbox.ScopedBus;
using EdaKit.Outbox.Storage;
using MassTransit;
using MassTransit.DependencyInjection;
using Microsoft.EntityFrameworkCore;

namespace EdaKit.Outbox.Inbox;

/// <summary>What an attempt works with: the transaction's context and the consumer's scope.</summary>
internal sealed class InboxAttempt<TMessage>(IConsumeScopeContext<TMessage> scope, IServiceProvider services, DbContext db, CaptureBuffer buffer)
    where TMessage : class
{
    private readonly AttemptLife _life = new();
    private InboxConsumeContext<TMessage>? _toNotify;

    /// <summary>The consumed message, as the scope knows it.</summary>
    public ConsumeContext<TMessage> Context => scope.Context;

    /// <summary>Where what becomes of the message is written down; null where the application has no journal.</summary>
    public IJournal? Journal => buffer.Journal;

    public Task<bool> TryEnterAsync(Guid messageId, string consumer)
    {
        buffer.Consumer = consumer;
        return InboxStore.TryEnterAsync(db, messageId, consumer, Context.CancellationToken);
    }

    public Task<IReadOnlySet<Guid>> EnterAsync(IReadOnlyCollection<Guid> messageIds, string consumer)
    {
        buffer.Consumer = consumer;
        return InboxStore.EnterAsync(db, messageIds, consumer, Context.CancellationToken);
    }

    /// <summary>Has what the consumer captures from now on remembered, for <see cref="KeepAnswers"/>.</summary>
    public void RememberAnswers() => buffer.Remember();

    /// <summary>Keeps what was captured since <see cref="RememberAnswers"/>, for a duplicate of the message.</summary>
    public void KeepAnswers(Guid messageId, string consumer) => AnswerStore.Keep(db, buffer, messageId, consumer);

    /// <summary>Has the answers to a message that was handled before sent again.</summary>
    public Task<int> AnswerAgainAsync(Guid messageId, string consumer, DateTimeOffset now) =>
        AnswerStore.GiveAgainAsync(db, buffer, messageId, consumer, now, Context.CancellationToken);

    /// <summary>Lets the consumer have a message. What it publishes, sends and responds is captured.</summary>
    public async Task ConsumeAsync(ConsumeContext<TMessage> message, IPipe<ConsumeContext<TMessage>> consumer, bool notifyCommitted = true)
    {
        var capturing = new InboxConsumeContext<TMessage>(message, services, buffer, _life);

        using (scope.PushConsumeContext(capturing))
        {
            await consumer.Send(capturing);
            await capturing.ConsumeCompleted;
        }

        _toNotify = notifyCommitted ? capturing : null;
    }

    /// <summary>A message of a batch, so that what is published or responded through it is captured too.</summary>
    public ConsumeContext<T> Capturing<T>(ConsumeContext<T> message)
        where T : class => new InboxConsumeContext<T>(message, services, buffer, _life);

    /// <summary>The attempt's transaction has ended, one way or the other.</summary>
    public void End() => _life.End();

    /// <summary>Tells MassTransit that the consumer is done, now that its work is committed.</summary>
    public Task NotifyCommittedAsync() => _toNotify?.NotifyCommittedAsync() ?? Task.CompletedTask;
}
