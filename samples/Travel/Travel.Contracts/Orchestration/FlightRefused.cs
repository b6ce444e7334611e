using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>The flight is not booked, and will not be.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reason">Why, for people.</param>
[EventContract("travel.flight-refused", version: 1)]
public sealed record FlightRefused([property: BusinessKey] Guid TripId, string Reason);
