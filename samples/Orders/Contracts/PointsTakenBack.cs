using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>The order has earned no points.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.points-taken-back", version: 1)]
public sealed record PointsTakenBack([property: BusinessKey] Guid OrderId);
