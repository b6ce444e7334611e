using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>The car is booked.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reference">The booking's reference.</param>
[EventContract("travel.car-confirmed", version: 1)]
public sealed record CarConfirmed([property: BusinessKey] Guid TripId, string Reference);
