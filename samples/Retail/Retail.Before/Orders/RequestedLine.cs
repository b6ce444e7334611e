namespace Retail.Before.Orders;

/// <summary>A line as a customer sends it. Nothing about it has been checked.</summary>
internal sealed record RequestedLine(string StockCode, string? Description, int Quantity, decimal UnitPrice);
