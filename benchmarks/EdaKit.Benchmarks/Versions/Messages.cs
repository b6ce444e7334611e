using EdaKit.Contracts;

namespace EdaKit.Benchmarks.Versions;

/// <summary>A line of an order, the same in all versions.</summary>
public sealed record Line(string Sku, int Quantity, decimal Price);

/// <summary>The newest version.</summary>
[EventContract("bench.order-placed", version: 3)]
public sealed record OrderPlaced([property: BusinessKey] string Number, string CustomerName, decimal Total, DateTime PlacedAt, List<Line> Lines, string Currency);

/// <summary>Without a currency.</summary>
[EventContract("bench.order-placed", version: 2)]
public sealed record OrderPlacedV2([property: BusinessKey] string Number, string CustomerName, decimal Total, DateTime PlacedAt, List<Line> Lines);

/// <summary>With other names.</summary>
[EventContract("bench.order-placed", version: 1)]
public sealed record OrderPlacedV1([property: BusinessKey] string Number, string CustName, decimal Amount, DateTime PlacedAt, List<Line> Lines);
