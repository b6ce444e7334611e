using EdaKit.Outbox;
using EdaKit.Sagas.Parking;
using Microsoft.EntityFrameworkCore;
using Travel.Trips.Orchestrated;

namespace Travel.Trips;

/// <summary>A person decides what is to become of a parked trip.</summary>
internal sealed class ResumeTrip(TripsDb db, IOutbox<TripsDb> outbox, TripSaga saga)
{
    /// <returns>False where the trip is not parked.</returns>
    public async Task<bool> HandleAsync(Guid id, ResumeAction action, string by, string reason, string? step, CancellationToken cancellationToken)
    {
        if (!await db.Sagas.AnyAsync(state => state.CorrelationId == id && state.CurrentState == saga.Parked.Name, cancellationToken))
            return false;

        await outbox.Publish(new ResumeSaga(id, saga.Flows[^1].Name, action, by, reason, step), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
