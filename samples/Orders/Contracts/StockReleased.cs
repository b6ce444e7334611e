using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Nothing is set aside for the order any more, or ever was.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.stock-released", version: 1)]
public sealed record StockReleased([property: BusinessKey] Guid OrderId);
