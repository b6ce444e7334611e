namespace Retail.Contracts;

/// <summary>One line of a return.</summary>
/// <param name="LineNumber">The place of the line in the return as it was sent, from 1.</param>
/// <param name="StockCode">The item that comes back.</param>
/// <param name="Quantity">How many come back, always positive.</param>
/// <param name="UnitPrice">What one is credited with, in pounds.</param>
/// <param name="PurchaseNumber">The earlier order in which this customer bought the item; null where none is known.</param>
public sealed record ReturnedLine(int LineNumber, string StockCode, int Quantity, decimal UnitPrice, string? PurchaseNumber);
