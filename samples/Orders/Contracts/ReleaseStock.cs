using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Undoes a reservation, whether or not there was one. Answered by StockReleased.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.release-stock", version: 1)]
public sealed record ReleaseStock([property: BusinessKey] Guid OrderId);
