using EdaKit.Sagas.Steps;
using MassTransit;

namespace EdaKit.Sagas.Tests.Support;

/// <summary>A trip whose pauses are short, and which has an activity of its own beside the flow.</summary>
public class QuickTripSaga : StepSaga<TripState>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public QuickTripSaga()
        : this(TimeSpan.FromSeconds(30))
    {
    }

    protected QuickTripSaga(TimeSpan timeout)
    {
        Flow<BookTrip>("test.quick-trip", 1, (state, start) => state.WithCar = start.WithCar, flow =>
        {
            flow.WhenCompleted(state => new TripBooked(state.CorrelationId)).WhenCompensated(state => new TripFailed(state.CorrelationId))
                .Timeout(timeout);

            flow.Step("Flight").Command(state => new BookFlight(state.CorrelationId))
                .Success<FlightBooked>((state, booked) => state.FlightReference = booked.Reference).Failure<FlightRefused>()
                .Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId, state.FlightReference), StepRetry.After(Pause, Pause));

            flow.Parallel("Ground", ground =>
            {
                ground.Step("Hotel").Command(state => new BookHotel(state.CorrelationId)).Success<HotelBooked>().Failure<HotelRefused>()
                    .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId), StepRetry.After(Pause));
                ground.Step("Car").When(state => state.WithCar)
                    .Command(state => new BookCar(state.CorrelationId)).Success<CarBooked>().Failure<CarRefused>()
                    .Compensate<CancelCar, CarCancelled>(state => new(state.CorrelationId));
            });

            flow.Step("Payment").Command(state => new ChargeCard(state.CorrelationId)).Success<CardCharged>().Failure<CardRefused>().Pivot().Retry(StepRetry.After(Pause));
            flow.Step("Tickets").Command(state => new SendTickets(state.CorrelationId)).Success<TicketsSent>().Retriable(StepRetry.After(TimeSpan.Zero, Pause, Pause));
        });

        WhenEnter(Completed, completed => completed.Then(context => context.Saga.FlightReference += " confirmed"));
    }
}

/// <summary>The same for tests in which somebody does not answer.</summary>
public sealed class HurriedTripSaga() : QuickTripSaga(TimeSpan.FromSeconds(2));
