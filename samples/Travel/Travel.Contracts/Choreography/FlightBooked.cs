using EdaKit.Contracts;

namespace Travel.Contracts.Choreography;

/// <summary>The flight of a trip is booked. Hotels listens.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Itinerary">What else to book.</param>
/// <param name="Reference">The booking's reference.</param>
[EventContract("travel.flight-booked", version: 1)]
public sealed record FlightBooked([property: BusinessKey] Guid TripId, Itinerary Itinerary, string Reference);
