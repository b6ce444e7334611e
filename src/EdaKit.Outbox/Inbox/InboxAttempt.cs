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
    /// <summary>The consumed message, as the scope knows it.</summary>
    public ConsumeContext<TMessage> Context => scope.Context;

    public Task<bool> TryEnterAsync(Guid messageId, string consumer) => InboxStore.TryEnterAsync(db, messageId, consumer, Context.CancellationToken);

    public Task<IReadOnlySet<Guid>> EnterAsync(IEnumerable<Guid> messageIds, string consumer) =>
        InboxStore.EnterAsync(db, messageIds, consumer, Context.CancellationToken);

    /// <summary>Lets the consumer have a message. What it publishes, sends and responds is captured.</summary>
    public async Task ConsumeAsync(ConsumeContext<TMessage> message, IPipe<ConsumeContext<TMessage>> consumer)
    {
        var capturing = new InboxConsumeContext<TMessage>(message, services, buffer);

        using (scope.PushConsumeContext(capturing))
        {
            await consumer.Send(capturing);
            await capturing.ConsumeCompleted;
        }
    }
}
