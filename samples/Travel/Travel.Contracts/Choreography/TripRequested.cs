using EdaKit.Contracts;

namespace Travel.Contracts.Choreography;

/// <summary>Somebody wants to travel. Flights listens.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Itinerary">What to book. Each event carries it on.</param>
[EventContract("travel.trip-requested", version: 1)]
public sealed record TripRequested([property: BusinessKey] Guid TripId, Itinerary Itinerary);
