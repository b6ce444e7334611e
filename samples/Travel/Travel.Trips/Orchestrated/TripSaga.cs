using EdaKit.Sagas.Steps;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Travel.Contracts.Orchestration;
using Travel.Trips.Views;

namespace Travel.Trips.Orchestrated;

/// <summary>
/// The coordinator of orchestrated trips: the flight, then hotel and car side by side, then the money, and then the tickets. It only sequences. What
/// a flight is, and how one is cancelled, the services know.
/// </summary>
/// <remarks>
/// The order is a decision. The flight comes first because all else depends on it. The money comes last of what can be refused: a trip that is paid is
/// booked, so that nobody has to be paid back. Tickets cannot be taken back, and follow what cannot fail any more.
/// </remarks>
internal sealed class TripSaga : StepSaga<TripState>
{
    /// <summary>How long a service may take before nobody waits for it any longer. Short, for somebody who looks at a page.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Three calls in all, then a person is asked.
    private static readonly StepRetry Thrice = StepRetry.After(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

    public TripSaga()
    {
        Flow<BookTrip>("travel.trip", version: 1, Begin, trip =>
        {
            trip.Timeout(Patience);

            trip.Step("Flight")
                .Command(state => new BookFlight(state.CorrelationId, state.Flight))
                .Success<FlightConfirmed>()
                .Failure<FlightRefused>((state, refused) => state.Reason = refused.Reason)
                .Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId), Thrice);

            trip.Parallel("On the ground", ground =>
            {
                ground.Step("Hotel")
                    .Command(state => new BookHotel(state.CorrelationId, state.Hotel))
                    .Success<HotelConfirmed>()
                    .Failure<HotelRefused>((state, refused) => state.Reason = refused.Reason)
                    .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId), Thrice);

                ground.Step("Car")
                    .Command(state => new BookCar(state.CorrelationId, state.Car))
                    .Success<CarConfirmed>()
                    .Failure<CarRefused>((state, refused) => state.Reason = refused.Reason)
                    .Compensate<CancelCar, CarCancelled>(state => new(state.CorrelationId), Thrice);
            });

            trip.Step("Payment").Status("payment pending")
                .Command(state => new ChargeCard(state.CorrelationId, state.Card, state.Price))
                .Success<CardCharged>()
                .Failure<CardRefused>((state, refused) => state.Reason = refused.Reason)
                .Pivot().Retry(Thrice);

            trip.Step("Tickets")
                .Command(state => new IssueTickets(state.CorrelationId))
                .Success<TicketsSent>()
                .Retriable(StepRetry.Exponential(10, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
        });

        // The saga is removed some time after its end. How it ended, its trip keeps, stored in the same transaction.
        WhenEnter(Completed, ended => ended.ThenAsync(context => KeepAsync(context, TripOutcome.Completed)));
        WhenEnter(Compensated, ended => ended.ThenAsync(context => KeepAsync(context, TripOutcome.Compensated)));
    }

    private static void Begin(TripState state, BookTrip start)
    {
        var wanted = start.Itinerary;
        (state.Flight, state.Hotel, state.Car, state.Card, state.Price) = (wanted.Flight, wanted.Hotel, wanted.Car, wanted.Card, wanted.Price);
    }

    // Where the flow is only explored there is no database.
    private static async Task KeepAsync(BehaviorContext<TripState> context, TripOutcome outcome)
    {
        var id = context.Saga.CorrelationId;
        if (context.TryGetPayload<TripsDb>(out var db))
            await db.Trips.Where(trip => trip.Id == id).ExecuteUpdateAsync(set => set.SetProperty(trip => trip.EndedAs, outcome), context.CancellationToken);
    }
}
