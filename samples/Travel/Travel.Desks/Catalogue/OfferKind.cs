namespace Travel.Desks.Catalogue;

/// <summary>What an offer is.</summary>
public enum OfferKind
{
    Flight,
    Hotel,
    Car,

    /// <summary>A card to pay with, and the bank behind it.</summary>
    Card,
}
