using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>No car is booked for the trip any more, or ever was.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.car-cancelled", version: 1)]
public sealed record CarCancelled([property: BusinessKey] Guid TripId);
