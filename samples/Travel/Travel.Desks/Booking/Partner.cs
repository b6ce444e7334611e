using System.Collections.Concurrent;
using Travel.Desks.Catalogue;

namespace Travel.Desks.Booking;

/// <summary>
/// The companies behind the offers: airlines, hotels, rentals, banks. In place of this a real desk has a client of their API. Safe for concurrent use.
/// </summary>
public sealed class Partner
{
    /// <summary>How many calls for one trip a company that is late leaves without an answer: as many as the saga makes before it asks a person.</summary>
    public const int UnansweredCalls = 3;

    /// <summary>How long a company takes that answers too late: longer than the saga waits.</summary>
    public static readonly TimeSpan TooLong = TimeSpan.FromSeconds(7);

    // Forgotten when the process ends. A company that is not late any more does no harm, and the other way round neither.
    private readonly ConcurrentDictionary<(Guid Trip, string Code), int> _calls = new();

    /// <summary>Books, or for a bank takes the money.</summary>
    /// <exception cref="PartnerDownException">Nobody answers.</exception>
    public PartnerAnswer Book(Guid trip, OfferKind kind, string code)
    {
        if (Offers.Find(kind, code) is not { } offer)
            return new($"There is no {kind.ToString().ToLowerInvariant()} '{code}'.", TimeSpan.Zero);

        return offer.Temper switch
        {
            Temper.Refuses => new(offer.Name, TimeSpan.Zero),
            Temper.Down => throw new PartnerDownException(offer.Name),
            Temper.BooksLate when IsUnanswered(trip, code) => throw new PartnerDownException(offer.Name),
            Temper.Late => new(null, TooLong),
            _ => new(null, TimeSpan.Zero),
        };
    }

    /// <summary>Cancels what is booked.</summary>
    /// <exception cref="PartnerDownException">Nobody answers.</exception>
    public void Cancel(Guid trip, OfferKind kind, string code)
    {
        if (Offers.Find(kind, code) is { Temper: Temper.CancelsLate } offer && IsUnanswered(trip, code))
            throw new PartnerDownException(offer.Name);
    }

    private bool IsUnanswered(Guid trip, string code) => _calls.AddOrUpdate((trip, code), 1, (_, calls) => calls + 1) <= UnansweredCalls;
}
