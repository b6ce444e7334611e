using EdaKit.Contracts;

namespace Travel.Contracts.Choreography;

/// <summary>The traveller has the tickets: the trip is booked.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.tickets-issued", version: 1)]
public sealed record TicketsIssued([property: BusinessKey] Guid TripId);
