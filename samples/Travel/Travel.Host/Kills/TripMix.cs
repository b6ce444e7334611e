using Travel.Desks.Catalogue;
using Travel.Trips;

namespace Travel.Host.Kills;

/// <summary>Which trips are booked: half of them go well, and in the others one company does not do as it was asked.</summary>
internal static class TripMix
{
    /// <summary>What one trip asks for, the same for a seed and a number each time.</summary>
    public static TripRequest Of(int seed, int number, TripStyle style)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var troubled = random.Next(2) == 0 ? (OfferKind?)null : Enum.GetValues<OfferKind>()[random.Next(4)];

        return new($"Traveller {number}", style, Pick(OfferKind.Flight), Pick(OfferKind.Hotel), Pick(OfferKind.Car), Pick(OfferKind.Card));

        string Pick(OfferKind kind)
        {
            var offers = Offers.All.Where(offer => offer.Kind == kind && offer.Temper == Temper.Good == (kind != troubled)).ToList();
            return offers[random.Next(offers.Count)].Code;
        }
    }
}
