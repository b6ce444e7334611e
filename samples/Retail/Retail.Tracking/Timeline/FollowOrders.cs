using System.Globalization;
using EdaKit.Flow;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Retail.Contracts;

namespace Retail.Tracking.Timeline;

/// <summary>
/// Adds a step for everything that the shop says about an order or a return. The services that say it do not know of this one: another
/// event to follow is another method here, and no change anywhere else.
/// </summary>
[PublishesNothing]
internal sealed class FollowOrders(TrackingDb db, TimeProvider clock) :
    IConsumer<OrderPlaced>,
    IConsumer<OrderPaid>,
    IConsumer<InvoiceIssued>,
    IConsumer<ReturnAccepted>,
    IConsumer<StockReturned>,
    IConsumer<CreditNoteIssued>,
    IConsumer<CustomerNotified>,
    IConsumer<PointsBooked>,
    IConsumer<OrderScored>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        var order = context.Message;
        var total = order.Lines.Sum(line => line.Quantity * line.UnitPrice);
        return Add(context, order.OrderNumber, StepName.Placed, order.PlacedAt,
            $"{Items(order.Lines.Sum(line => line.Quantity))} over {Pounds(total)}", order.CustomerId, total);
    }

    public Task Consume(ConsumeContext<OrderPaid> context) => Add(
        context, context.Message.OrderNumber, StepName.Paid, context.Message.PaidAt,
        $"{Pounds(context.Message.Amount)} paid, {Items(context.Message.Lines.Sum(line => line.Quantity))} taken from stock");

    public Task Consume(ConsumeContext<InvoiceIssued> context) => Add(
        context, context.Message.OrderNumber, StepName.Invoiced, context.Message.IssuedAt,
        $"Invoice {context.Message.InvoiceNumber} over {Pounds(context.Message.Amount)}");

    public Task Consume(ConsumeContext<ReturnAccepted> context)
    {
        var returned = context.Message;
        var total = returned.Lines.Sum(line => line.Quantity * line.UnitPrice);
        return Add(context, returned.OrderNumber, StepName.ReturnAccepted, returned.ReturnedAt,
            $"{Items(returned.Lines.Sum(line => line.Quantity))} over {Pounds(total)} come back", returned.CustomerId, total);
    }

    // This event says no time of its own. When it was sent comes closest, and stays the same should it be delivered again.
    public Task Consume(ConsumeContext<StockReturned> context) => Add(
        context, context.Message.OrderNumber, StepName.StockReturned, context.SentTime ?? Now,
        $"{Items(context.Message.Lines.Sum(line => line.Quantity))} back in stock");

    public Task Consume(ConsumeContext<CreditNoteIssued> context) => Add(
        context, context.Message.OrderNumber, StepName.Credited, context.Message.IssuedAt,
        $"Credit note {context.Message.CreditNoteNumber} over {Pounds(context.Message.Amount)}");

    public Task Consume(ConsumeContext<CustomerNotified> context) => Add(
        context, context.Message.OrderNumber, StepName.Notified, context.Message.NotifiedAt,
        $"\u201c{context.Message.Subject}\u201d");

    public Task Consume(ConsumeContext<PointsBooked> context) => Add(
        context, context.Message.OrderNumber, StepName.PointsBooked, context.Message.BookedAt,
        context.Message.Points > 0 ? $"{context.Message.Points} points earned" : $"{-context.Message.Points} points taken back");

    public Task Consume(ConsumeContext<OrderScored> context) => Add(
        context, context.Message.OrderNumber, StepName.Scored, context.Message.ScoredAt,
        string.Create(CultureInfo.InvariantCulture, $"{context.Message.ReturnRisk * 100:0} % likely to come back"));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    // The inbox knows a message that comes twice. A second message about the same step, from a producer that said it again, is known here;
    // should both run at the same moment, the key refuses one of them, and its retry finds the other's row.
    private async Task Add(
        ConsumeContext context,
        string number,
        StepName name,
        DateTime happenedAt,
        string text,
        string? customerId = null,
        decimal? total = null)
    {
        if (await db.Steps.AnyAsync(step => step.OrderNumber == number && step.Name == name, context.CancellationToken))
            return;

        db.Steps.Add(new Step
        {
            OrderNumber = number,
            Name = name,
            HappenedAt = happenedAt,
            HeardAt = Now,
            Text = text,
            CustomerId = customerId,
            Total = total,
        });
    }

    private static string Items(int count) => count == 1 ? "1 item" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} items");

    private static string Pounds(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"£{amount:N2}");
}
