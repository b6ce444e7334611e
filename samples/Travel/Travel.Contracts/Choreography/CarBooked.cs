using EdaKit.Contracts;

namespace Travel.Contracts.Choreography;

/// <summary>The car of a trip is booked as well, so that it can be paid. Payments listens.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Itinerary">What was booked.</param>
/// <param name="Reference">The booking's reference.</param>
[EventContract("travel.car-booked", version: 1)]
public sealed record CarBooked([property: BusinessKey] Guid TripId, Itinerary Itinerary, string Reference);
