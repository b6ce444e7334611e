using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Asks for the tickets of a trip that is paid. Answered by TicketsSent.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.issue-tickets", version: 1)]
public sealed record IssueTickets([property: BusinessKey] Guid TripId);
