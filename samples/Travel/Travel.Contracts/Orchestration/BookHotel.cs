using EdaKit.Contracts;

namespace Travel.Contracts.Orchestration;

/// <summary>Asks for a hotel. Answered by HotelConfirmed or HotelRefused.</summary>
/// <param name="TripId">The trip.</param>
/// <param name="Hotel">Its code in the catalogue.</param>
[EventContract("travel.book-hotel", version: 1)]
public sealed record BookHotel([property: BusinessKey] Guid TripId, string Hotel);
