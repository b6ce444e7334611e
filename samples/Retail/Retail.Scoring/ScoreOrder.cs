using EdaKit.Flow;
using MassTransit;
using Retail.Contracts;

namespace Retail.Scoring;

/// <summary>Scores a new order with what was learned before it, and then learns from it: see <see cref="LearnedModel.Learn"/>.</summary>
[Publishes<OrderScored>]
internal sealed class ScoreOrder(ScoringDb db, TimeProvider clock) : IConsumer<OrderPlaced>
{
    public async Task Consume(ConsumeContext<OrderPlaced> context)
    {
        var model = await db.ReturnRiskModel(context.CancellationToken);
        var order = OrderFeatures.Of(context.Message);
        var score = new OrderScore
        {
            OrderNumber = context.Message.OrderNumber,
            Features = order,
            Risk = model.Predict(order),
            ScoredAt = clock.GetUtcNow().UtcDateTime,
        };
        db.Scores.Add(score);
        model.Learn(order, returned: false);

        await context.Publish(new OrderScored(score.OrderNumber, score.Risk, score.ScoredAt));
    }
}
