using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Asks for goods. Answered by StockReserved or StockRefused.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Item">What is ordered.</param>
/// <param name="Quantity">How many.</param>
[EventContract("orders.reserve-stock", version: 1)]
public sealed record ReserveStock([property: BusinessKey] Guid OrderId, string Item, int Quantity);
