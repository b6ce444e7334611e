using EdaKit.Sagas.Fencing;
using Microsoft.EntityFrameworkCore;
using Travel.Desks.Catalogue;

namespace Travel.Desks.Booking;

/// <summary>
/// Books and cancels one kind of offer. It knows nothing of who asks: a coordinator by commands, or its neighbours by events. There is no SaveChanges
/// here, since the inbox saves and commits bookings, fence and messages together.
/// </summary>
/// <typeparam name="TDb">The service's context.</typeparam>
public sealed class BookingDesk<TDb>(TDb db, IFence<TDb> fence, Partner partner, TimeProvider clock)
    where TDb : DbContext
{
    private const string Operation = "book";

    /// <summary>Books an offer for a trip, unless the trip was cancelled before.</summary>
    /// <exception cref="PartnerDownException">The company does not answer.</exception>
    public async Task<BookingResult> BookAsync(Guid trip, OfferKind kind, string code, CancellationToken cancellationToken)
    {
        // The fence comes first: a company that was called in vain would have to be called again to cancel.
        if (!await fence.EnterAsync(Operation, trip, cancellationToken))
            return BookingResult.Refused("The trip was cancelled before.");

        var answer = partner.Book(trip, kind, code);
        if (answer.Refusal is { } reason)
            return BookingResult.Refused(reason);

        var booking = new BookedOffer { Id = Guid.CreateVersion7(), TripId = trip, Code = code, BookedAt = clock.GetUtcNow().UtcDateTime };
        db.Add(booking);
        return new(booking.Reference, null, answer.After);
    }

    /// <summary>Cancels what is booked for a trip, and sees to it that nothing will be booked for it later.</summary>
    /// <returns>Whether something was cancelled.</returns>
    /// <exception cref="PartnerDownException">The company does not answer.</exception>
    public async Task<bool> CancelAsync(Guid trip, OfferKind kind, CancellationToken cancellationToken)
    {
        if (!await fence.CloseAsync(Operation, trip, cancellationToken))
            return false;

        var bookings = await db.Set<BookedOffer>().Where(booking => booking.TripId == trip && booking.CancelledAt == null).ToListAsync(cancellationToken);
        foreach (var booking in bookings)
        {
            partner.Cancel(trip, kind, booking.Code);
            booking.CancelledAt = clock.GetUtcNow().UtcDateTime;
        }

        return bookings.Count > 0;
    }

    /// <summary>Sees to it that nothing will be booked for a trip, where the attempt has failed.</summary>
    /// <returns>Whether it had failed. False: the booking was made, and things go on from there.</returns>
    public async Task<bool> GiveUpAsync(Guid trip, CancellationToken cancellationToken) => !await fence.CloseAsync(Operation, trip, cancellationToken);
}
