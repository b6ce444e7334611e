using EdaKit.Outbox;
using Microsoft.EntityFrameworkCore;
using Travel.Contracts;
using Travel.Contracts.Choreography;
using Travel.Contracts.Orchestration;

namespace Travel.Trips;

/// <summary>Stores a trip and begins to book it, in one transaction.</summary>
internal sealed class PlanTrip(TripsDb db, IOutbox<TripsDb> outbox, TimeProvider clock)
{
    /// <summary>Plans the trip, or finds that it is there: sending a trip twice is safe.</summary>
    public async Task HandleAsync(Guid id, string traveller, TripStyle style, Itinerary wanted, CancellationToken cancellationToken)
    {
        if (await IsKnownAsync(id, cancellationToken))
            return;

        db.Trips.Add(new()
        {
            Id = id,
            Style = style,
            Traveller = traveller,
            Flight = wanted.Flight,
            Hotel = wanted.Hotel,
            Car = wanted.Car,
            Card = wanted.Card,
            Price = wanted.Price,
            RequestedAt = clock.GetUtcNow().UtcDateTime,
        });

        // This is all in which the two styles differ for whoever wants to travel.
        if (style == TripStyle.Orchestrated)
            await outbox.Publish(new BookTrip(id, wanted), cancellationToken);
        else
            await outbox.Publish(new TripRequested(id, wanted), cancellationToken);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two requests with the same id ran side by side and the primary key let one through.
            db.ChangeTracker.Clear();
            if (!await IsKnownAsync(id, cancellationToken))
                throw;
        }
    }

    private Task<bool> IsKnownAsync(Guid id, CancellationToken cancellationToken) => db.Trips.AnyAsync(trip => trip.Id == id, cancellationToken);
}
