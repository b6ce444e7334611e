namespace Travel.Desks.Catalogue;

/// <summary>The agency's catalogue: of each kind one that goes well, and the others to see what happens when it does not.</summary>
public static class Offers
{
    public static IReadOnlyList<Offer> All { get; } =
    [
        new("LIS-1", OfferKind.Flight, "Lisbon, morning", 140, Temper.Good),
        new("LIS-2", OfferKind.Flight, "Lisbon, evening: sold out", 90, Temper.Refuses),
        new("LIS-3", OfferKind.Flight, "Lisbon, night: airline does not answer", 70, Temper.Down),
        new("LIS-4", OfferKind.Flight, "Lisbon, noon: airline answers too late", 110, Temper.Late),

        new("ALFAMA", OfferKind.Hotel, "Alfama House", 210, Temper.Good),
        new("BELEM", OfferKind.Hotel, "Belém Palace: no room", 340, Temper.Refuses),
        new("CHIADO", OfferKind.Hotel, "Chiado Rooms: hotel does not answer", 160, Temper.Down),
        new("GRACA", OfferKind.Hotel, "Graça Inn: cannot be cancelled at once", 130, Temper.CancelsLate),

        new("SMALL", OfferKind.Car, "Small car", 60, Temper.Good),
        new("CABRIO", OfferKind.Car, "Cabriolet: none left", 120, Temper.Refuses),
        new("VAN", OfferKind.Car, "Van: rental does not answer", 100, Temper.Down),
        new("ESTATE", OfferKind.Car, "Estate car: rental answers too late", 80, Temper.Late),

        new("GOLD", OfferKind.Card, "Gold card", 0, Temper.Good),
        new("EMPTY", OfferKind.Card, "Empty card: refused", 0, Temper.Refuses),
        new("SLOW", OfferKind.Card, "Slow bank: answers too late", 0, Temper.Late),
        new("CLOSED", OfferKind.Card, "Closed bank: does not answer at first", 0, Temper.BooksLate),
    ];

    /// <summary>The offer of a kind with a code; null where there is none.</summary>
    public static Offer? Find(OfferKind kind, string? code) => All.FirstOrDefault(offer => offer.Kind == kind && offer.Code == code);
}
