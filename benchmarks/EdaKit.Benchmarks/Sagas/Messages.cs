using EdaKit.Contracts;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>Begins a trip. All messages are public, because MassTransit makes classes for them.</summary>
[EventContract("benchmark.book-trip", version: 1)]
public sealed record BookTrip([property: BusinessKey] Guid TripId, string Traveller);

/// <summary>The command of the first step.</summary>
[EventContract("benchmark.book-flight", version: 1)]
public sealed record BookFlight([property: BusinessKey] Guid TripId, string Traveller);

/// <summary>The answer to it.</summary>
[EventContract("benchmark.flight-booked", version: 1)]
public sealed record FlightBooked([property: BusinessKey] Guid TripId, string Reference);

/// <summary>The command of the second step.</summary>
[EventContract("benchmark.book-hotel", version: 1)]
public sealed record BookHotel([property: BusinessKey] Guid TripId, string Traveller);

/// <summary>The answer to it.</summary>
[EventContract("benchmark.hotel-booked", version: 1)]
public sealed record HotelBooked([property: BusinessKey] Guid TripId);

/// <summary>The command of the third step.</summary>
[EventContract("benchmark.charge-card", version: 1)]
public sealed record ChargeCard([property: BusinessKey] Guid TripId, decimal Amount);

/// <summary>The answer to it.</summary>
[EventContract("benchmark.card-charged", version: 1)]
public sealed record CardCharged([property: BusinessKey] Guid TripId);

/// <summary>The command of the fourth step.</summary>
[EventContract("benchmark.send-tickets", version: 1)]
public sealed record SendTickets([property: BusinessKey] Guid TripId, string? Reference);

/// <summary>The answer to it.</summary>
[EventContract("benchmark.tickets-sent", version: 1)]
public sealed record TicketsSent([property: BusinessKey] Guid TripId);

/// <summary>What the first step would be undone with.</summary>
[EventContract("benchmark.cancel-flight", version: 1)]
public sealed record CancelFlight([property: BusinessKey] Guid TripId);

/// <summary>The answer to it.</summary>
[EventContract("benchmark.flight-cancelled", version: 1)]
public sealed record FlightCancelled([property: BusinessKey] Guid TripId);

/// <summary>What the second step would be undone with.</summary>
[EventContract("benchmark.cancel-hotel", version: 1)]
public sealed record CancelHotel([property: BusinessKey] Guid TripId);

/// <summary>The answer to it.</summary>
[EventContract("benchmark.hotel-cancelled", version: 1)]
public sealed record HotelCancelled([property: BusinessKey] Guid TripId);

/// <summary>A trip has completed.</summary>
[EventContract("benchmark.trip-booked", version: 1)]
public sealed record TripBooked([property: BusinessKey] Guid TripId);

/// <summary>The plain machine's timer.</summary>
[EventContract("benchmark.trip-overdue", version: 1)]
public sealed record TripOverdue([property: BusinessKey] Guid TripId);
