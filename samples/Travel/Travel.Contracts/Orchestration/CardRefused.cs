using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>No money is taken, and none will be.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reason">Why, for people.</param>
[EventContract("travel.card-refused", version: 1)]
public sealed record CardRefused([property: BusinessKey] Guid TripId, string Reason);
