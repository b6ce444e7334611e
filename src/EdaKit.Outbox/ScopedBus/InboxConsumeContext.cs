using EdaKit.Outbox.Capture;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;

namespace EdaKit.Outbox.ScopedBus;

/// <summary>
/// The consume context that a consumer behind the inbox gets: what it publishes, sends or responds is captured. MassTransit's own loop
/// over stored messages is not used, since a relay sends ours; hence the members that answer with nothing.
/// </summary>
internal sealed class InboxConsumeContext<TMessage>(ConsumeContext<TMessage> context, IServiceProvider scope, CaptureBuffer buffer)
    : OutboxConsumeContextProxy<TMessage>(context, new OutboxConsumeOptions(), scope)
    where TMessage : class
{
    public override bool ContinueProcessing { get; set; }

    public override bool IsMessageConsumed => false;

    public override bool IsOutboxDelivered => false;

    public override int ReceiveCount => 0;

    public override long? LastSequenceNumber => null;

    public override Task AddSend<T>(SendContext<T> context)
    {
        buffer.Add(context);
        return Task.CompletedTask;
    }

    public override Task SetConsumed() => Task.CompletedTask;

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;
}
