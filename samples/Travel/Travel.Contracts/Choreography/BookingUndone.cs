using EdaKit.Contracts;

namespace Travel.Contracts.Choreography;

/// <summary>A service has undone its part of a trip that failed.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Service">The service.</param>
[EventContract("travel.booking-undone", version: 1)]
public sealed record BookingUndone([property: BusinessKey] Guid TripId, string Service);
