using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>The flight is booked.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reference">The booking's reference.</param>
[EventContract("travel.flight-confirmed", version: 1)]
public sealed record FlightConfirmed([property: BusinessKey] Guid TripId, string Reference);
