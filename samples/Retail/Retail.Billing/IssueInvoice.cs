using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Billing;

/// <summary>
/// Writes the invoice of a paid order. The event carries all that an invoice needs, so billing works while every other service is down.
/// </summary>
[Publishes<InvoiceIssued>]
internal sealed class IssueInvoice(BillingDb db, TimeProvider clock) : IConsumer<OrderPaid>
{
    public Task Consume(ConsumeContext<OrderPaid> context)
    {
        var order = context.Message;
        var invoice = new Invoice
        {
            OrderNumber = order.OrderNumber,
            Number = $"INV-{order.OrderNumber}",
            CustomerId = order.CustomerId,
            Amount = order.Lines.Sum(line => line.Quantity * line.UnitPrice),
            IssuedAt = clock.GetUtcNow().UtcDateTime,
            Lines = [.. order.Lines.Select(line => new InvoiceLine
            {
                OrderNumber = order.OrderNumber,
                LineNumber = line.LineNumber,
                Description = line.Description,
                Quantity = line.Quantity,
                UnitPrice = line.UnitPrice,
            })],
        };
        db.Invoices.Add(invoice);

        return context.Publish(new InvoiceIssued(invoice.OrderNumber, invoice.Number, invoice.Amount, invoice.IssuedAt));
    }
}
