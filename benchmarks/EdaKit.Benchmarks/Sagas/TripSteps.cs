using EdaKit.Sagas.Steps;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>A trip of four steps, declared.</summary>
internal sealed class TripSteps : StepSaga<TripStepsState>
{
    public TripSteps() => Flow<BookTrip>("benchmark.trip", 1, (state, start) => state.Traveller = start.Traveller, flow =>
    {
        flow.Timeout(Trips.Timeout).WhenCompleted(state => new TripBooked(state.CorrelationId));

        flow.Step("Flight").Command(state => new BookFlight(state.CorrelationId, state.Traveller))
            .Success<FlightBooked>((state, booked) => state.FlightReference = booked.Reference)
            .Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId));

        flow.Step("Hotel").Command(state => new BookHotel(state.CorrelationId, state.Traveller))
            .Success<HotelBooked>()
            .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId));

        flow.Step("Payment").Command(state => new ChargeCard(state.CorrelationId, Trips.Price)).Success<CardCharged>().Pivot();

        flow.Step("Tickets").Command(state => new SendTickets(state.CorrelationId, state.FlightReference)).Success<TicketsSent>()
            .Retriable(StepRetry.After(TimeSpan.FromSeconds(1)));
    });
}

/// <summary>The state of a trip in steps.</summary>
internal sealed class TripStepsState : StepSagaState
{
    public string Traveller { get; set; } = "";
    public string? FlightReference { get; set; }
}
