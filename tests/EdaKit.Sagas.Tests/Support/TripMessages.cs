using EdaKit.Contracts;

namespace EdaKit.Sagas.Tests.Support;

[EventContract("test.book-trip", 1)]
public sealed record BookTrip([property: BusinessKey] Guid TripId, bool WithCar = true);

[EventContract("test.trip-booked", 1)]
public sealed record TripBooked([property: BusinessKey] Guid TripId);

[EventContract("test.trip-failed", 1)]
public sealed record TripFailed([property: BusinessKey] Guid TripId);

[EventContract("test.book-flight", 1)]
public sealed record BookFlight([property: BusinessKey] Guid TripId);

[EventContract("test.flight-booked", 1)]
public sealed record FlightBooked([property: BusinessKey] Guid TripId, string Reference = "F");

[EventContract("test.flight-refused", 1)]
public sealed record FlightRefused([property: BusinessKey] Guid TripId);

[EventContract("test.cancel-flight", 1)]
public sealed record CancelFlight([property: BusinessKey] Guid TripId, string? Reference);

[EventContract("test.flight-cancelled", 1)]
public sealed record FlightCancelled([property: BusinessKey] Guid TripId);

[EventContract("test.book-hotel", 1)]
public sealed record BookHotel([property: BusinessKey] Guid TripId);

[EventContract("test.hotel-booked", 1)]
public sealed record HotelBooked([property: BusinessKey] Guid TripId);

[EventContract("test.hotel-refused", 1)]
public sealed record HotelRefused([property: BusinessKey] Guid TripId);

[EventContract("test.cancel-hotel", 1)]
public sealed record CancelHotel([property: BusinessKey] Guid TripId);

[EventContract("test.hotel-cancelled", 1)]
public sealed record HotelCancelled([property: BusinessKey] Guid TripId);

[EventContract("test.book-car", 1)]
public sealed record BookCar([property: BusinessKey] Guid TripId);

[EventContract("test.car-booked", 1)]
public sealed record CarBooked([property: BusinessKey] Guid TripId);

[EventContract("test.car-refused", 1)]
public sealed record CarRefused([property: BusinessKey] Guid TripId);

[EventContract("test.cancel-car", 1)]
public sealed record CancelCar([property: BusinessKey] Guid TripId);

[EventContract("test.car-cancelled", 1)]
public sealed record CarCancelled([property: BusinessKey] Guid TripId);

[EventContract("test.charge-card", 1)]
public sealed record ChargeCard([property: BusinessKey] Guid TripId);

[EventContract("test.card-charged", 1)]
public sealed record CardCharged([property: BusinessKey] Guid TripId);

[EventContract("test.card-refused", 1)]
public sealed record CardRefused([property: BusinessKey] Guid TripId);

[EventContract("test.send-tickets", 1)]
public sealed record SendTickets([property: BusinessKey] Guid TripId);

[EventContract("test.tickets-sent", 1)]
public sealed record TicketsSent([property: BusinessKey] Guid TripId);
