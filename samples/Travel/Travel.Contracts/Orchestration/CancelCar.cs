using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Undoes a car, whether or not it was booked. Answered by CarCancelled.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.cancel-car", version: 1)]
public sealed record CancelCar([property: BusinessKey] Guid TripId);
