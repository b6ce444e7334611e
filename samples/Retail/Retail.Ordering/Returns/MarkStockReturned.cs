using MassTransit;
using Retail.Contracts;

namespace Retail.Ordering.Returns;

/// <summary>Shows the customer that the goods have arrived.</summary>
internal sealed class MarkStockReturned(OrderingDb db) : IConsumer<StockReturned>
{
    public Task Consume(ConsumeContext<StockReturned> context) =>
        db.MoveReturnForward(context.Message.OrderNumber, ReturnStatus.StockReturned, context.CancellationToken);
}
