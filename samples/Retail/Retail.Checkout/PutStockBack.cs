using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Checkout;

/// <summary>Puts the goods of a return back into stock.</summary>
[Publishes<StockReturned>]
internal sealed class PutStockBack(CheckoutDb db, TimeProvider clock) : IConsumer<ReturnAccepted>
{
    public Task Consume(ConsumeContext<ReturnAccepted> context)
    {
        var returned = context.Message;
        var now = clock.GetUtcNow().UtcDateTime;

        db.StockMovements.AddRange(returned.Lines.Select(line => new StockMovement
        {
            OrderNumber = returned.OrderNumber,
            LineNumber = line.LineNumber,
            StockCode = line.StockCode,
            Quantity = line.Quantity,
            MovedAt = now,
        }));

        return context.Publish(new StockReturned(returned.OrderNumber, returned.CustomerId, returned.Lines));
    }
}
