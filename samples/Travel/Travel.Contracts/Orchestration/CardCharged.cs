using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>The money is taken.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reference">The payment's reference.</param>
[EventContract("travel.card-charged", version: 1)]
public sealed record CardCharged([property: BusinessKey] Guid TripId, string Reference);
