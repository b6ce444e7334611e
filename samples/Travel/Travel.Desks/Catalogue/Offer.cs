namespace Travel.Desks.Catalogue;

/// <summary>An offer of the agency.</summary>
/// <param name="Code">What messages call it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Price">What it costs, in pounds; 0 for a card.</param>
/// <param name="Temper">How the company behind it behaves.</param>
public sealed record Offer(string Code, OfferKind Kind, string Name, decimal Price, Temper Temper);
