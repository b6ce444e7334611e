using EdaKit.Sagas.Fencing;
using Travel.Desks.Booking;
using Travel.Desks.Catalogue;

namespace Travel.Payments;

/// <summary>Takes money. It gives none back: a trip is paid when all of it is booked, and then there is no way back.</summary>
internal sealed class CardDesk(PaymentsDb db, IFence<PaymentsDb> fence, Partner bank, TimeProvider clock)
{
    private const string Operation = "charge";

    /// <summary>Takes the money for a trip.</summary>
    /// <exception cref="PartnerDownException">The bank does not answer.</exception>
    public async Task<BookingResult> ChargeAsync(Guid trip, string card, decimal amount, CancellationToken cancellationToken)
    {
        if (!await fence.EnterAsync(Operation, trip, cancellationToken))
            return BookingResult.Refused("The payment was given up before.");

        var answer = bank.Book(trip, OfferKind.Card, card);
        if (answer.Refusal is { } reason)
            return BookingResult.Refused(reason);

        var payment = new Payment { Id = Guid.CreateVersion7(), TripId = trip, Card = card, Amount = amount, TakenAt = clock.GetUtcNow().UtcDateTime };
        db.Payments.Add(payment);
        return new(payment.Reference, null, answer.After);
    }

    /// <summary>Sees to it that no money will be taken for a trip, where the attempt has failed.</summary>
    /// <remarks>The books here know it for certain. A bank outside would have to be asked.</remarks>
    /// <returns>Whether it had failed. False: the money was taken, and things go on from there.</returns>
    public async Task<bool> GiveUpAsync(Guid trip, CancellationToken cancellationToken) => !await fence.CloseAsync(Operation, trip, cancellationToken);
}
