using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Orders.Contracts;
using Orders.Participation;

namespace Orders.Payment;

/// <summary>Takes money, and gives it back.</summary>
[AnswersAgain]
internal sealed class Cashier(Participant<PaymentDb> participant) : IConsumer<TakePayment>, IConsumer<RefundPayment>
{
    public async Task Consume(ConsumeContext<TakePayment> context)
    {
        var wanted = context.Message;
        if (wanted.Card == "EMPTY")
        {
            await context.Publish(new PaymentRefused(wanted.OrderId, "The card is refused."));
            return;
        }

        if (await participant.DoAsync(wanted.OrderId, wanted.Card, wanted.Amount, context.CancellationToken))
            await context.Publish(new PaymentTaken(wanted.OrderId));
        else
            await context.Publish(new PaymentRefused(wanted.OrderId, "The order was cancelled before."));
    }

    public async Task Consume(ConsumeContext<RefundPayment> context)
    {
        await participant.UndoAsync(context.Message.OrderId, context.CancellationToken);
        await context.Publish(new PaymentRefunded(context.Message.OrderId));
    }
}
