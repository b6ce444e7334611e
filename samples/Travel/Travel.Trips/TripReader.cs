using EdaKit.Sagas.Timeline;
using Microsoft.EntityFrameworkCore;
using Travel.Trips.Choreographed;
using Travel.Trips.Orchestrated;
using Travel.Trips.Views;

namespace Travel.Trips;

/// <summary>Reads trips with what has become of them.</summary>
internal sealed class TripReader(TripsDb db, TripSaga saga)
{
    /// <summary>As many as a page shows.</summary>
    public const int Most = 30;

    /// <summary>The latest trips, the newest first.</summary>
    public async Task<IReadOnlyList<TripView>> LatestAsync(CancellationToken cancellationToken) => await WithProgressAsync(
        await db.Trips.AsNoTracking().OrderByDescending(trip => trip.RequestedAt).Take(Most).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>One trip; null where there is none.</summary>
    public async Task<TripView?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await WithProgressAsync(await db.Trips.AsNoTracking().Where(trip => trip.Id == id).ToListAsync(cancellationToken), cancellationToken)).SingleOrDefault();

    /// <summary>Whether somebody has asked for a trip.</summary>
    public Task<bool> IsKnownAsync(Guid id, CancellationToken cancellationToken) => db.Trips.AnyAsync(trip => trip.Id == id, cancellationToken);

    private async Task<IReadOnlyList<TripView>> WithProgressAsync(List<Trip> trips, CancellationToken cancellationToken)
    {
        var ids = trips.Select(trip => trip.Id).ToList();
        var sagas = await db.Sagas.AsNoTracking().Where(state => ids.Contains(state.CorrelationId)).ToDictionaryAsync(state => state.CorrelationId, cancellationToken);
        var timelines = (await db.Set<TimelineEntry>().AsNoTracking().Where(entry => ids.Contains(entry.SagaId)).OrderBy(entry => entry.Id).ToListAsync(cancellationToken))
            .ToLookup(entry => entry.SagaId);
        var events = (await db.Events.AsNoTracking().Where(happened => ids.Contains(happened.TripId)).OrderBy(happened => happened.At).ToListAsync(cancellationToken))
            .ToLookup(happened => happened.TripId);

        return
        [
            .. trips.Select(trip => trip.Style == TripStyle.Orchestrated
                ? View(trip, OrchestratedProgress.Of(trip, sagas.GetValueOrDefault(trip.Id), saga), timelines[trip.Id].Select(Line))
                : View(trip, ChoreographedProgress.Of([.. events[trip.Id]]), events[trip.Id].Select(Line))),
        ];
    }

    private static TripView View(Trip trip, TripProgress progress, IEnumerable<TimelineView> timeline) =>
        new(trip.Id, trip.Traveller, trip.Style, trip.Itinerary, Utc(trip.RequestedAt), progress, [.. timeline]);

    private static TimelineView Line(TimelineEntry entry) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(entry.At).UtcDateTime, entry.Kind.ToString().ToLowerInvariant(), entry.Step, entry.Name, entry.Note);

    private static TimelineView Line(TripEvent happened) => new(Utc(happened.At), "event", happened.Service, happened.Name, happened.Detail);

    // SQLite forgets what kind of time it was given.
    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
