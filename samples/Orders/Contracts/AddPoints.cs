using EdaKit.Contracts;

namespace Orders.Contracts;

/// <summary>Asks for the points of an order. Answered by PointsAdded or PointsRefused.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Member">Who earns them.</param>
/// <param name="Points">How many.</param>
[EventContract("orders.add-points", version: 1)]
public sealed record AddPoints([property: BusinessKey] Guid OrderId, string Member, int Points);
