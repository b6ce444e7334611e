using EdaKit.Contracts;

namespace Travel.Contracts.Choreography;

/// <summary>The hotel of a trip is booked too. Cars listens.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Itinerary">What else to book.</param>
/// <param name="Reference">The booking's reference.</param>
[EventContract("travel.hotel-booked", version: 1)]
public sealed record HotelBooked([property: BusinessKey] Guid TripId, Itinerary Itinerary, string Reference);
