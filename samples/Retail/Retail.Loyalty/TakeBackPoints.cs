using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Loyalty;

/// <summary>
/// Takes points back for goods that came back. Only lines that are matched to a purchase count: what was not bought here with this account
/// has earned nothing. The return may be handled before its order, and the balance is the same in the end, because both are entries.
/// </summary>
[Publishes<PointsBooked>(Sometimes = true)]
internal sealed class TakeBackPoints(LoyaltyDb db, TimeProvider clock) : IConsumer<StockReturned>
{
    public Task Consume(ConsumeContext<StockReturned> context)
    {
        var returned = context.Message;
        var points = PointsRule.For(returned.Lines
            .Where(line => line.PurchaseNumber is not null)
            .Sum(line => line.Quantity * line.UnitPrice));
        if (returned.CustomerId is null || points == 0)
            return Task.CompletedTask;

        var entry = new PointsEntry
        {
            OrderNumber = returned.OrderNumber,
            CustomerId = returned.CustomerId,
            Points = -points,
            BookedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.PointsEntries.Add(entry);

        return context.Publish(entry.ToPointsBooked());
    }
}
