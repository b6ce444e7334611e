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

/// <summary>Compares the books of all services trip by trip.</summary>
internal sealed class TripBooks(IServiceStorage storage)
{
    private readonly TripSaga _saga = new();
    private readonly Bookshelf _books = new(storage);

    /// <summary>The trips that have not ended.</summary>
    public async Task<IReadOnlyList<OpenWork>> OpenAsync(CancellationToken cancellationToken) =>
    [
        .. (await OutcomesAsync(cancellationToken)).Where(trip => trip.Outcome is TripOutcome.Running or TripOutcome.Parked)
            .Select(trip => new OpenWork(trip.Trip.Id, trip.Outcome == TripOutcome.Parked)),
    ];

    /// <summary>How many messages wait in the services' outboxes.</summary>
    public async Task<int> WaitingAsync(CancellationToken cancellationToken) =>
        await _books.WaitingAsync<TripsDb>(TripsModule.Name, cancellationToken)
        + await _books.WaitingAsync<FlightsDb>(FlightsModule.Name, cancellationToken)
        + await _books.WaitingAsync<HotelsDb>(HotelsModule.Name, cancellationToken)
        + await _books.WaitingAsync<CarsDb>(CarsModule.Name, cancellationToken)
        + await _books.WaitingAsync<PaymentsDb>(PaymentsModule.Name, cancellationToken);

    /// <summary>What became of all trips, style by style.</summary>
    public async Task<IReadOnlyList<Audit>> AuditAsync(CancellationToken cancellationToken)
    {
        var trips = await OutcomesAsync(cancellationToken);
        IReadOnlyList<List<BookedOffer>> bookings =
        [
            await _books.ReadAsync<FlightsDb, BookedOffer>(FlightsModule.Name, cancellationToken),
            await _books.ReadAsync<HotelsDb, BookedOffer>(HotelsModule.Name, cancellationToken),
            await _books.ReadAsync<CarsDb, BookedOffer>(CarsModule.Name, cancellationToken),
        ];
        var standing = bookings.Select(kind => kind.Where(booking => booking.CancelledAt is null).Select(booking => booking.TripId).ToHashSet()).ToList();
        var tickets = (await _books.ReadAsync<FlightsDb, Ticket>(FlightsModule.Name, cancellationToken)).ConvertAll(ticket => ticket.TripId);
        var payments = (await _books.ReadAsync<PaymentsDb, Payment>(PaymentsModule.Name, cancellationToken)).ConvertAll(payment => payment.TripId);

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
        var trips = await _books.ReadAsync<TripsDb, Trip>(TripsModule.Name, cancellationToken);
        var sagas = (await _books.ReadAsync<TripsDb, TripState>(TripsModule.Name, cancellationToken)).ToDictionary(state => state.CorrelationId);
        var events = (await _books.ReadAsync<TripsDb, TripEvent>(TripsModule.Name, cancellationToken)).ToLookup(happened => happened.TripId);

        return
        [
            .. trips.Select(trip => (trip, trip.Style == TripStyle.Orchestrated
                ? OrchestratedProgress.Of(trip, sagas.GetValueOrDefault(trip.Id), _saga).Outcome
                : ChoreographedProgress.Of([.. events[trip.Id]]).Outcome)),
        ];
    }

    private static int Twice(IEnumerable<Guid> trips, HashSet<Guid> ofStyle) => trips.Where(ofStyle.Contains).CountBy(trip => trip).Count(trip => trip.Value > 1);
}
