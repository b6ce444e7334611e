using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Asks for a flight. Answered by FlightConfirmed or FlightRefused.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Flight">Its code in the catalogue.</param>
[EventContract("travel.book-flight", version: 1)]
public sealed record BookFlight([property: BusinessKey] Guid TripId, string Flight);
