namespace Retail.Scoring;

/// <summary>A score as the API shows it.</summary>
/// <param name="OrderNumber">The order's number.</param>
/// <param name="ReturnRisk">The probability of a return, between 0 and 1.</param>
/// <param name="ScoredAt">When it was scored, UTC.</param>
/// <param name="Returned">Whether something of the order has come back since.</param>
internal sealed record ScoreView(string OrderNumber, double ReturnRisk, DateTime ScoredAt, bool Returned)
{
    // SQLite gives times back without saying that they are UTC, and a browser would take them for its own.
    public static ScoreView Of(OrderScore score) =>
        new(score.OrderNumber, score.Risk, DateTime.SpecifyKind(score.ScoredAt, DateTimeKind.Utc), score.Returned);
}
