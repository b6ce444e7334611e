namespace Travel.Contracts;

/// <summary>What a traveller asks for, by the codes of the agency's catalogue.</summary>
/// <param name="Flight">The flight.</param>
/// <param name="Hotel">The hotel.</param>
/// <param name="Car">The car.</param>
/// <param name="Card">The card that pays.</param>
/// <param name="Price">What all three cost together, in pounds.</param>
public sealed record Itinerary(string Flight, string Hotel, string Car, string Card, decimal Price);
