using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Checkout;

/// <summary>
/// Takes the stock and the payment of an order. The business wants both or neither, so they share a service, a database and a
/// transaction: not everything that can be decoupled should be. The inbox opens that transaction, runs this consumer, saves, and commits
/// the rows, OrderPaid and the proof that this message was handled together. So there is no SaveChanges here, and a message that comes
/// twice takes nothing twice.
/// </summary>
[Publishes<OrderPaid>]
internal sealed class TakeStockAndPayment(CheckoutDb db, TimeProvider clock) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        var order = context.Message;
        var now = clock.GetUtcNow().UtcDateTime;
        var amount = order.Lines.Sum(line => line.Quantity * line.UnitPrice);

        db.StockMovements.AddRange(order.Lines.Select(line => new StockMovement
        {
            OrderNumber = order.OrderNumber,
            LineNumber = line.LineNumber,
            StockCode = line.StockCode,
            Quantity = -line.Quantity,
            MovedAt = now,
        }));
        db.Payments.Add(new Payment
        {
            OrderNumber = order.OrderNumber,
            CustomerId = order.CustomerId,
            Amount = amount,
            PaidAt = now,
        });

        return context.Publish(new OrderPaid(order.OrderNumber, order.CustomerId, now, amount, order.Lines));
    }
}
