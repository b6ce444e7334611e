using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Undoes a flight, whether or not it was booked. Answered by FlightCancelled.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.cancel-flight", version: 1)]
public sealed record CancelFlight([property: BusinessKey] Guid TripId);
