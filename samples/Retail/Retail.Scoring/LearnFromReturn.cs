using MassTransit;
using Microsoft.EntityFrameworkCore;
using Retail.Contracts;

namespace Retail.Scoring;

/// <summary>
/// Learns from goods that come back. An order counts as returned once, however often something of it returns. A return may overtake its
/// order's event, or refer to an order from before this service existed: without a score there is nothing to learn from, and a model that
/// misses an example is no worse a model, so nobody waits for it.
/// </summary>
internal sealed class LearnFromReturn(ScoringDb db) : IConsumer<ReturnAccepted>
{
    public async Task Consume(ConsumeContext<ReturnAccepted> context)
    {
        var purchases = context.Message.Lines.Select(line => line.PurchaseNumber).OfType<string>().Distinct().ToArray();
        var scores = await db.Scores
            .Where(score => purchases.Contains(score.OrderNumber) && !score.Returned)
            .OrderBy(score => score.OrderNumber)
            .ToListAsync(context.CancellationToken);
        if (scores.Count == 0)
            return;

        var model = await db.ReturnRiskModel(context.CancellationToken);
        foreach (var score in scores)
        {
            model.Learn(score.Features, returned: true);
            score.Returned = true;
        }
    }
}
