using Retail.Contracts;

namespace Retail.Scoring;

/// <summary>
/// What the model sees of an order. It is kept with the score, because the example "this order came back" is learned later, from a return
/// that does not repeat what was ordered.
/// </summary>
internal sealed record OrderFeatures
{
    public required bool Guest { get; init; }
    public required decimal Total { get; init; }
    public required int Lines { get; init; }
    public required int LargestQuantity { get; init; }
    public required decimal MeanUnitPrice { get; init; }

    public static OrderFeatures Of(OrderPlaced order)
    {
        var total = order.Lines.Sum(line => line.Quantity * line.UnitPrice);
        return new OrderFeatures
        {
            Guest = order.CustomerId is null,
            Total = total,
            Lines = order.Lines.Count,
            LargestQuantity = order.Lines.Max(line => line.Quantity),
            MeanUnitPrice = decimal.Round(total / order.Lines.Sum(line => (long)line.Quantity), 4),
        };
    }

    /// <summary>
    /// The features as numbers of about the same size, the constant first. Orders go from a penny to a hundred thousand pounds, so amounts
    /// and quantities count by their logarithm: one wholesaler must not outweigh a thousand customers.
    /// </summary>
    public double[] ToVector() =>
    [
        1,
        Guest ? 1 : 0,
        Math.Log10(1 + (double)Total) / 3,
        Math.Log10(1 + Lines) / 2,
        Math.Log10(1d + LargestQuantity) / 3,
        Math.Log10(1 + (double)MeanUnitPrice),
    ];
}
