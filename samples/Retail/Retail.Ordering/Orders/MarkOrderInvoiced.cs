using MassTransit;
using Retail.Contracts;

namespace Retail.Ordering.Orders;

/// <summary>Shows the customer that the invoice is there.</summary>
internal sealed class MarkOrderInvoiced(OrderingDb db) : IConsumer<InvoiceIssued>
{
    public Task Consume(ConsumeContext<InvoiceIssued> context) =>
        db.MoveOrderForward(context.Message.OrderNumber, OrderStatus.Invoiced, context.CancellationToken);
}
