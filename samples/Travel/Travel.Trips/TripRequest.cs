namespace Travel.Trips;

/// <summary>What somebody asks for: codes of the catalogue.</summary>
/// <param name="Traveller">Who travels.</param>
/// <param name="Style">Who sees to it that it is booked.</param>
/// <param name="Flight">The flight.</param>
/// <param name="Hotel">The hotel.</param>
/// <param name="Car">The car.</param>
/// <param name="Card">The card that pays.</param>
internal sealed record TripRequest(string? Traveller, TripStyle Style, string? Flight, string? Hotel, string? Car, string? Card);
