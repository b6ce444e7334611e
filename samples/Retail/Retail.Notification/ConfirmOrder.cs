using System.Globalization;
using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Notification;

/// <summary>Tells the customer that the order is paid.</summary>
[Publishes<CustomerNotified>]
internal sealed class ConfirmOrder(NotificationDb db, TimeProvider clock) : IConsumer<OrderPaid>
{
    public Task Consume(ConsumeContext<OrderPaid> context)
    {
        var order = context.Message;
        var amount = order.Amount.ToString("#,0.00", CultureInfo.InvariantCulture);
        var confirmation = new Confirmation
        {
            OrderNumber = order.OrderNumber,
            Recipient = order.CustomerId ?? $"guest of order {order.OrderNumber}",
            Subject = $"Your order {order.OrderNumber}",
            Text = $"Thank you for your order. We have received £{amount} for {order.Lines.Count} lines. Your invoice follows.",
            WrittenAt = clock.GetUtcNow().UtcDateTime,
        };
        db.Confirmations.Add(confirmation);

        return context.Publish(confirmation.ToCustomerNotified());
    }
}
