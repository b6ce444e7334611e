using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>The points are booked.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.points-added", version: 1)]
public sealed record PointsAdded([property: BusinessKey] Guid OrderId);
