using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>No hotel is booked for the trip any more, or ever was.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.hotel-cancelled", version: 1)]
public sealed record HotelCancelled([property: BusinessKey] Guid TripId);
