using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>The goods are set aside.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.stock-reserved", version: 1)]
public sealed record StockReserved([property: BusinessKey] Guid OrderId);
