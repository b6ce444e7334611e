using Travel.Contracts.Choreography;

namespace Travel.Trips.Choreographed;

/// <summary>
/// Who follows whom, written down by somebody who watches. The services do not know it: each knows only the event that it listens for.
/// </summary>
internal static class Chain
{
    public const string Flights = "flights";
    public const string Hotels = "hotels";
    public const string Cars = "cars";
    public const string Payments = "payments";

    /// <summary>The steps in their order: the service, the event that says that it is done, and whether it is undone when a later one fails.</summary>
    public static IReadOnlyList<ChainLink> Links { get; } =
    [
        new("Flight", Flights, nameof(FlightBooked), CanBeUndone: true),
        new("Hotel", Hotels, nameof(HotelBooked), CanBeUndone: true),
        new("Car", Cars, nameof(CarBooked), CanBeUndone: true),
        new("Payment", Payments, nameof(TripPaid), CanBeUndone: false),
        new("Tickets", Flights, nameof(TicketsIssued), CanBeUndone: false),
    ];
}
