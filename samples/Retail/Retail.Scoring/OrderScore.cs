namespace Retail.Scoring;

/// <summary>How an order was scored; its key is the order's number.</summary>
internal sealed class OrderScore
{
    public required string OrderNumber { get; init; }
    public required OrderFeatures Features { get; init; }

    /// <summary>The probability of a return as the model saw it when the order was placed; later learning leaves it alone.</summary>
    public required double Risk { get; init; }
    public required DateTime ScoredAt { get; init; }

    /// <summary>Something of it has come back since, and the model knows.</summary>
    public bool Returned { get; set; }
}
