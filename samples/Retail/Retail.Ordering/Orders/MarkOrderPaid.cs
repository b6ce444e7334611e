using MassTransit;
using Retail.Contracts;

namespace Retail.Ordering.Orders;

/// <summary>Shows the customer that checkout has done its part.</summary>
internal sealed class MarkOrderPaid(OrderingDb db) : IConsumer<OrderPaid>
{
    public Task Consume(ConsumeContext<OrderPaid> context) =>
        db.MoveOrderForward(context.Message.OrderNumber, OrderStatus.Paid, context.CancellationToken);
}
