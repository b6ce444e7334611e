using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>The car is not booked, and will not be.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reason">Why, for people.</param>
[EventContract("travel.car-refused", version: 1)]
public sealed record CarRefused([property: BusinessKey] Guid TripId, string Reason);
