namespace Retail.Contracts;

/// <summary>
/// One accepted line of an order. Its identity is the order's number and <paramref name="LineNumber"/>: customers do order the same
/// item twice at the same price, and both lines count.
/// </summary>
/// <param name="LineNumber">The place of the line in the order as it was sent, from 1; rejected lines leave gaps.</param>
/// <param name="StockCode">The item.</param>
/// <param name="Description">The item in words, as the invoice will show it.</param>
/// <param name="Quantity">How many, always positive.</param>
/// <param name="UnitPrice">The price of one, in pounds, always positive.</param>
public sealed record OrderLine(int LineNumber, string StockCode, string Description, int Quantity, decimal UnitPrice);
