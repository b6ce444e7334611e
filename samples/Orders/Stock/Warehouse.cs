using EdaKit.Outbox.AnsweringInbox;
using MassTransit;
using Orders.Contracts;
using Orders.Participation;

namespace Orders.Stock;

/// <summary>Sets goods aside, and puts them back.</summary>
[AnswersAgain]
internal sealed class Warehouse(Participant<StockDb> participant) : IConsumer<ReserveStock>, IConsumer<ReleaseStock>
{
    public async Task Consume(ConsumeContext<ReserveStock> context)
    {
        var wanted = context.Message;
        if (wanted.Item == "NONE-LEFT")
        {
            await context.Publish(new StockRefused(wanted.OrderId, "None is left."));
            return;
        }

        if (await participant.DoAsync(wanted.OrderId, wanted.Item, wanted.Quantity, context.CancellationToken))
            await context.Publish(new StockReserved(wanted.OrderId));
        else
            await context.Publish(new StockRefused(wanted.OrderId, "The order was cancelled before."));
    }

    public async Task Consume(ConsumeContext<ReleaseStock> context)
    {
        await participant.UndoAsync(context.Message.OrderId, context.CancellationToken);
        await context.Publish(new StockReleased(context.Message.OrderId));
    }
}
