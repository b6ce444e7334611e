using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>The hotel is booked.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reference">The booking's reference.</param>
[EventContract("travel.hotel-confirmed", version: 1)]
public sealed record HotelConfirmed([property: BusinessKey] Guid TripId, string Reference);
