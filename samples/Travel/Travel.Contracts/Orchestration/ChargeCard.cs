using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Asks for the money. Answered by CardCharged or CardRefused.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Card">Its code in the catalogue.</param>
/// <param name="Amount">How much, in pounds.</param>
[EventContract("travel.charge-card", version: 1)]
public sealed record ChargeCard([property: BusinessKey] Guid TripId, string Card, decimal Amount);
