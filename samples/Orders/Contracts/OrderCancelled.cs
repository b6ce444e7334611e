using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>An order could not be carried out. Nothing of it is left.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">Why, where somebody said so.</param>
[EventContract("orders.order-cancelled", version: 1)]
public sealed record OrderCancelled([property: BusinessKey] Guid OrderId, string? Reason);
