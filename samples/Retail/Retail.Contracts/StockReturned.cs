using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>The goods of a return are back in stock. Published by checkout.</summary>
/// <param name="OrderNumber">The number of the return.</param>
/// <param name="CustomerId">Who returned; null for a guest.</param>
/// <param name="Lines">The lines that went back into stock.</param>
[EventContract("retail.stock-returned", version: 1)]
public sealed record StockReturned(
    [property: BusinessKey] string OrderNumber,
    string? CustomerId,
    IReadOnlyList<ReturnedLine> Lines);
