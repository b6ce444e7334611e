using EdaKit.Sagas.Steps;

namespace EdaKit.Sagas.Tests.Support;

public sealed class TripState : StepSagaState
{
    public bool WithCar { get; set; }
    public string? FlightReference { get; set; }
    public string? Seat { get; set; }
}

/// <summary>A flight, then hotel and car side by side, then the card as the point of no return, then the tickets.</summary>
public sealed class TripSaga : StepSaga<TripState>
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public TripSaga() => Flow<BookTrip>("test.trip", 1, (state, start) => state.WithCar = start.WithCar, Define);

    public static void Define(FlowBuilder<TripState> flow)
    {
        flow.Timeout(Timeout)
            .WhenCompleted(state => new TripBooked(state.CorrelationId))
            .WhenCompensated(state => new TripFailed(state.CorrelationId));

        flow.Step("Flight").Command(state => new BookFlight(state.CorrelationId))
            .Success<FlightBooked>((state, booked) => state.FlightReference = booked.Reference).Failure<FlightRefused>()
            .Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId, state.FlightReference), StepRetry.After(Pause));

        flow.Parallel("Ground", ground =>
        {
            ground.Step("Hotel").Command(state => new BookHotel(state.CorrelationId)).Success<HotelBooked>().Failure<HotelRefused>()
                .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId), StepRetry.After(Pause));
            ground.Step("Car").When(state => state.WithCar)
                .Command(state => new BookCar(state.CorrelationId)).Success<CarBooked>().Failure<CarRefused>()
                .Compensate<CancelCar, CarCancelled>(state => new(state.CorrelationId), StepRetry.After(Pause));
        });

        flow.Step("Payment").Status("payment pending")
            .Command(state => new ChargeCard(state.CorrelationId)).Success<CardCharged>().Failure<CardRefused>().Pivot().Retry(StepRetry.After(Pause));

        flow.Step("Tickets").Command(state => new SendTickets(state.CorrelationId)).Success<TicketsSent>().Retriable(StepRetry.After(Pause, Pause));
    }
}
