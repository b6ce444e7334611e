using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>The traveller has the tickets.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.tickets-sent", version: 1)]
public sealed record TicketsSent([property: BusinessKey] Guid TripId);
