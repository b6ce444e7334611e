using Travel.Contracts;
using Travel.Trips.Views;

namespace Travel.Trips;

/// <summary>A trip that somebody asked for.</summary>
internal sealed class Trip
{
    public required Guid Id { get; init; }
    public required TripStyle Style { get; init; }
    public required string Traveller { get; init; }
    public required string Flight { get; init; }
    public required string Hotel { get; init; }
    public required string Car { get; init; }
    public required string Card { get; init; }
    public required decimal Price { get; init; }
    public required DateTime RequestedAt { get; init; }

    /// <summary>How its saga ended, which is removed some time later; null until then, and where nobody coordinates.</summary>
    public TripOutcome? EndedAs { get; set; }

    public Itinerary Itinerary => new(Flight, Hotel, Car, Card, Price);
}
