using EdaKit.Outbox.Records;
using Microsoft.EntityFrameworkCore;
using Samples.Hosting.Kills;
using Samples.Hosting.Storage;
using Travel.Cars;
using Travel.Desks.Booking;
using Travel.Flights;
using Travel.Hotels;
using Travel.Payments;
using Travel.Trips;
using Travel.Trips.Choreographed;
using Travel.Trips.Orchestrated;
using Travel.Trips.Views;

namespace Travel.Host.Kills;

/// <summary>Reads the books of all services past the services, and compares them trip by trip.</summary>
internal sealed class TripBooks(IServiceStorage storage)
{
    private readonly TripSaga _saga = new();

    /// <summary>The trips that have not ended.</summary>
    public async Task<IReadOnlyList<OpenWork>> OpenAsync(CancellationToken cancellationToken) =>
    [
        .. (await OutcomesAsync(cancellationToken)).Where(trip => trip.Outcome is TripOutcome.Running or TripOutcome.Parked)
            .Select(trip => new OpenWork(trip.Trip.Id, trip.Outcome == TripOutcome.Parked)),
    ];

    /// <summary>How many messages wait in the services' outboxes.</summary>
    public async Task<int> WaitingAsync(CancellationToken cancellationToken) =>
        await CountAsync<TripsDb>(TripsModule.Name, cancellationToken) + await CountAsync<FlightsDb>(FlightsModule.Name, cancellationToken) + await CountAsync<HotelsDb>(HotelsModule.Name, cancellationToken)
            + await CountAsync<CarsDb>(CarsModule.Name, cancellationToken) + await CountAsync<PaymentsDb>(PaymentsModule.Name, cancellationToken);

    /// <summary>What became of all trips, style by style.</summary>
    public async Task<IReadOnlyList<Audit>> AuditAsync(CancellationToken cancellationToken)
    {
        var trips = await OutcomesAsync(cancellationToken);
        IReadOnlyList<List<BookedOffer>> bookings =
        [
            await ReadAsync<FlightsDb, BookedOffer>(FlightsModule.Name, cancellationToken),
            await ReadAsync<HotelsDb, BookedOffer>(HotelsModule.Name, cancellationToken),
            await ReadAsync<CarsDb, BookedOffer>(CarsModule.Name, cancellationToken),
        ];
        var standing = bookings.Select(kind => kind.Where(booking => booking.CancelledAt is null).Select(booking => booking.TripId).ToHashSet()).ToList();
        var tickets = (await ReadAsync<FlightsDb, Ticket>(FlightsModule.Name, cancellationToken)).ConvertAll(ticket => ticket.TripId);
        var payments = (await ReadAsync<PaymentsDb, Payment>(PaymentsModule.Name, cancellationToken)).ConvertAll(payment => payment.TripId);

        return
        [
            .. trips.GroupBy(trip => trip.Trip.Style).OrderBy(style => style.Key).Select(style =>
            {
                var completed = Ids(style, TripOutcome.Completed);
                var all = style.Select(trip => trip.Trip.Id).ToHashSet();

                return new Audit(style.Key.ToString().ToLowerInvariant(),
                [
                    new("trips", all.Count),
                    new("booked", completed.Count),
                    new("cancelled", Ids(style, TripOutcome.Compensated).Count),
                ],
                [
                    new("without an end", style.Count(trip => trip.Outcome is TripOutcome.Running or TripOutcome.Parked)),
                    new("bookings of trips that are not booked", standing.Sum(kind => kind.Count(trip => all.Contains(trip) && !completed.Contains(trip)))),
                    new("booked twice, even if one was cancelled", bookings.Select(kind => kind.ConvertAll(booking => booking.TripId)).Append(tickets).Sum(kind => Twice(kind, all))),
                    new("charged twice", Twice(payments, all)),
                    new("charged and not booked", payments.Count(trip => all.Contains(trip) && !completed.Contains(trip))),
                    new("booked and not complete", completed.Count(trip => standing.Exists(kind => !kind.Contains(trip)) || !tickets.Contains(trip) || !payments.Contains(trip))),
                ]);
            }),
        ];
    }

    private static HashSet<Guid> Ids(IEnumerable<(Trip Trip, TripOutcome Outcome)> trips, TripOutcome outcome) =>
        [.. trips.Where(trip => trip.Outcome == outcome).Select(trip => trip.Trip.Id)];

    private async Task<IReadOnlyList<(Trip Trip, TripOutcome Outcome)>> OutcomesAsync(CancellationToken cancellationToken)
    {
        await using var db = new TripsDb(Open<TripsDb>(TripsModule.Name));
        var trips = await db.Trips.AsNoTracking().ToListAsync(cancellationToken);
        var sagas = await db.Sagas.AsNoTracking().ToDictionaryAsync(state => state.CorrelationId, cancellationToken);
        var events = (await db.Events.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(happened => happened.TripId);

        return
        [
            .. trips.Select(trip => (trip, trip.Style == TripStyle.Orchestrated
                ? OrchestratedProgress.Of(sagas.GetValueOrDefault(trip.Id), _saga).Outcome
                : ChoreographedProgress.Of([.. events[trip.Id]]).Outcome)),
        ];
    }

    private static int Twice(IEnumerable<Guid> trips, HashSet<Guid> ofStyle) => trips.Where(ofStyle.Contains).CountBy(trip => trip).Count(trip => trip.Value > 1);

    private async Task<List<TRow>> ReadAsync<TDb, TRow>(string service, CancellationToken cancellationToken)
        where TDb : DbContext
        where TRow : class
    {
        await using var db = OpenDb<TDb>(service);
        return await db.Set<TRow>().AsNoTracking().ToListAsync(cancellationToken);
    }

    private async Task<int> CountAsync<TDb>(string service, CancellationToken cancellationToken)
        where TDb : DbContext
    {
        await using var db = OpenDb<TDb>(service);
        return await db.Set<OutboxRecord>().CountAsync(cancellationToken);
    }

    private TDb OpenDb<TDb>(string service)
        where TDb : DbContext => (TDb)Activator.CreateInstance(typeof(TDb), Open<TDb>(service))!;

    private DbContextOptions<TDb> Open<TDb>(string service)
        where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        storage.Configure(options, service);
        return options.Options;
    }
}
