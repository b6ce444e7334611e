using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Undoes a hotel, whether or not it was booked. Answered by HotelCancelled.</summary>
/// <param name="TripId">The trip.</param>
[EventContract("travel.cancel-hotel", version: 1)]
public sealed record CancelHotel([property: BusinessKey] Guid TripId);
