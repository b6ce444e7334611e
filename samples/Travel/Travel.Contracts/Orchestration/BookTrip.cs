using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Begins an orchestrated trip.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Itinerary">What to book.</param>
[EventContract("travel.book-trip", version: 1)]
public sealed record BookTrip([property: BusinessKey] Guid TripId, Itinerary Itinerary);
