using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Loyalty;

/// <summary>Gives a customer points for what was paid. A guest has no account to book them on, and zero points are no entry.</summary>
[Publishes<PointsBooked>(Sometimes = true)]
internal sealed class EarnPoints(LoyaltyDb db, TimeProvider clock) : IConsumer<OrderPaid>
{
    public Task Consume(ConsumeContext<OrderPaid> context)
    {
        var order = context.Message;
        var points = PointsRule.For(order.Amount);
        if (order.CustomerId is null || points == 0)
            return Task.CompletedTask;

        var entry = new PointsEntry
        {
            OrderNumber = order.OrderNumber,
            CustomerId = order.CustomerId,
            Points = points,
            BookedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.PointsEntries.Add(entry);

        return context.Publish(entry.ToPointsBooked());
    }
}
