using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>No goods are set aside, and none will be.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">Why, for people.</param>
[EventContract("orders.stock-refused", version: 1)]
public sealed record StockRefused([property: BusinessKey] Guid OrderId, string Reason);
