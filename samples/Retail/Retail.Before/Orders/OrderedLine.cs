namespace Retail.Before.Orders;

/// <summary>A line of an order. Lines that look the same are different lines: their identity is the order's number and their own.</summary>
internal sealed class OrderedLine
{
    public required string OrderNumber { get; init; }
    public required int LineNumber { get; init; }
    public required string StockCode { get; init; }
    public required string Description { get; init; }
    public required int Quantity { get; init; }
    public required decimal UnitPrice { get; init; }
}
