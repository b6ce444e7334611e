using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>The shop has accepted an order. Published by ordering, together with the order it stores.</summary>
/// <param name="OrderNumber">The order's number, for example "536365".</param>
/// <param name="CustomerId">Who ordered; null for a guest.</param>
/// <param name="PlacedAt">When the order was placed, UTC.</param>
/// <param name="Lines">The accepted lines, at least one.</param>
/// <param name="Currency">In what the lines are priced, as ISO 4217 has it. Version 1 had none: all was in pounds.</param>
[EventContract("retail.order-placed", version: 2, OldestReader = 1)]
public sealed record OrderPlaced(
    [property: BusinessKey] string OrderNumber,
    string? CustomerId,
    DateTime PlacedAt,
    IReadOnlyList<OrderLine> Lines,
    string Currency);
