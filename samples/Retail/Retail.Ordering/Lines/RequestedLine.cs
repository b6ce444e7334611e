namespace Retail.Ordering.Lines;

/// <summary>A line as a customer sends it, of an order or of a return. Nothing about it has been checked.</summary>
internal sealed record RequestedLine(string StockCode, string? Description, int Quantity, decimal UnitPrice);
