using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>No flight is booked for the trip any more, or ever was.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.flight-cancelled", version: 1)]
public sealed record FlightCancelled([property: BusinessKey] Guid TripId);
