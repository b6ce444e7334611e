using EdaKit.Contracts;

namespace Travel.Contracts.Choreography;

/// <summary>The trip is paid: there is no way back. Flights listens, and issues the tickets.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reference">The payment's reference.</param>
[EventContract("travel.trip-paid", version: 1)]
public sealed record TripPaid([property: BusinessKey] Guid TripId, string Reference);
