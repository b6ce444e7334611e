using EdaKit.Contracts;

namespace Travel.Contracts.Choreography;

/// <summary>A service could not do its part. Those that had done theirs listen, and undo it.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Service">The service.</param>
/// <param name="Reason">Why, for people.</param>
[EventContract("travel.booking-failed", version: 1)]
public sealed record BookingFailed([property: BusinessKey] Guid TripId, string Service, string Reason);
