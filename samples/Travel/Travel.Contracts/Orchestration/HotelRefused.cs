using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>The hotel is not booked, and will not be.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Reason">Why, for people.</param>
[EventContract("travel.hotel-refused", version: 1)]
public sealed record HotelRefused([property: BusinessKey] Guid TripId, string Reason);
