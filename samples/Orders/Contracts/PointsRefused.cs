using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>No points are booked, and none will be.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">Why, for people.</param>
[EventContract("orders.points-refused", version: 1)]
public sealed record PointsRefused([property: BusinessKey] Guid OrderId, string Reason);
