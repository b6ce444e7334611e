using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Asks for a car. Answered by CarConfirmed or CarRefused.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Car">Its code in the catalogue.</param>
[EventContract("travel.book-car", version: 1)]
public sealed record BookCar([property: BusinessKey] Guid TripId, string Car);
