using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Billing;

/// <summary>Writes the credit note of a return once the goods are back in stock, and not a moment before.</summary>
[Publishes<CreditNoteIssued>]
internal sealed class IssueCreditNote(BillingDb db, TimeProvider clock) : IConsumer<StockReturned>
{
    public Task Consume(ConsumeContext<StockReturned> context)
    {
        var returned = context.Message;
        var note = new CreditNote
        {
            OrderNumber = returned.OrderNumber,
            Number = $"CN-{returned.OrderNumber}",
            CustomerId = returned.CustomerId,
            Amount = returned.Lines.Sum(line => line.Quantity * line.UnitPrice),
            IssuedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.CreditNotes.Add(note);

        return context.Publish(new CreditNoteIssued(note.OrderNumber, note.Number, note.Amount, note.IssuedAt));
    }
}
