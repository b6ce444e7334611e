namespace Retail.Ordering.Returns;

/// <summary>An accepted line of a return, matched to an earlier purchase where there is one.</summary>
internal sealed class ReturnLine
{
    public required string OrderNumber { get; init; }
    public required int LineNumber { get; init; }
    public required string StockCode { get; init; }
    public required int Quantity { get; init; }
    public required decimal UnitPrice { get; init; }

    /// <summary>The order in which the customer bought the item; null for an unmatched line.</summary>
    public required string? PurchaseNumber { get; init; }
}
