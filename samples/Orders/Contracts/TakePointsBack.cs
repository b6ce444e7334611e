using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Takes the points of an order back, if any were booked. Answered by PointsTakenBack.</summary>
/// <param name="OrderId">The order.</param>
[EventContract("orders.take-points-back", version: 1)]
public sealed record TakePointsBack([property: BusinessKey] Guid OrderId);
