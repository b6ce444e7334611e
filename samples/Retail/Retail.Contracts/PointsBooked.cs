using EdaKit.Contracts;

namespace Retail.Contracts;

/// <summary>A customer's loyalty points have changed. Published by loyalty; guests have no points.</summary>
/// <param name="OrderNumber">The order that earned them, or the return that took them back.</param>
/// <param name="CustomerId">Whose points they are.</param>
/// <param name="Points">How many: positive for an order, negative for a return, never zero.</param>
/// <param name="BookedAt">When they were booked, UTC.</param>
[EventContract("retail.points-booked", version: 1)]
public sealed record PointsBooked(
    [property: BusinessKey] string OrderNumber,
    string CustomerId,
    int Points,
    DateTime BookedAt);
