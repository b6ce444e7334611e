using System.Globalization;
using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Notification;

/// <summary>
/// Tells the customer that a return is credited. The event says what is credited and not to whom, and asking ordering would make this
/// service fail with that one: the message is addressed to the customer of the return, and the gateway finds him when it sends.
/// </summary>
[Publishes<CustomerNotified>]
internal sealed class ConfirmReturn(NotificationDb db, TimeProvider clock) : IConsumer<CreditNoteIssued>
{
    public Task Consume(ConsumeContext<CreditNoteIssued> context)
    {
        var note = context.Message;
        var amount = note.Amount.ToString("#,0.00", CultureInfo.InvariantCulture);
        var confirmation = new Confirmation
        {
            OrderNumber = note.OrderNumber,
            Recipient = $"customer of return {note.OrderNumber}",
            Subject = $"Your return {note.OrderNumber}",
            Text = $"Your goods have arrived. We have credited £{amount}, see credit note {note.CreditNoteNumber}.",
            WrittenAt = clock.GetUtcNow().UtcDateTime,
        };
        db.Confirmations.Add(confirmation);

        return context.Publish(confirmation.ToCustomerNotified());
    }
}
