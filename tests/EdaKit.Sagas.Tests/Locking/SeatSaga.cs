using EdaKit.Contracts;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using MassTransit;

namespace EdaKit.Sagas.Tests.Locking;

[EventContract("test.book-seat", 1)]
public sealed record BookSeat([property: BusinessKey] Guid TripId, string Seat);

[EventContract("test.seat-taken", 1)]
public sealed record SeatTaken([property: BusinessKey] Guid TripId);

/// <summary>A flight and its payment for a seat that nobody else may work on meanwhile.</summary>
public class SeatSaga : StepSaga<TripState>
{
    /// <summary>For this seat no command can be made, after it was locked.</summary>
    public const string Broken = "broken";

    public SeatSaga()
        : this(TimeSpan.Zero)
    {
    }

    protected SeatSaga(TimeSpan wait) => Flow<BookSeat>("test.seat", 1, (state, start) => state.Seat = start.Seat, flow => Define(flow, wait));

    public static void Define(FlowBuilder<TripState> flow, TimeSpan wait)
    {
        flow.Lock(state => [$"seat/{state.Seat}", "a plane"], wait).WhenTaken(state => new SeatTaken(state.CorrelationId))
            .WhenCompleted(state => new TripBooked(state.CorrelationId)).WhenCompensated(state => new TripFailed(state.CorrelationId))
            .Timeout(TimeSpan.FromSeconds(60));

        flow.Step("Flight").Command(state => state.Seat == Broken ? throw new InvalidOperationException("no such seat") : new BookFlight(state.CorrelationId))
            .Success<FlightBooked>().Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId, null));
        flow.Step("Payment").Status("payment pending").Command(state => new ChargeCard(state.CorrelationId)).Success<CardCharged>().Failure<CardRefused>().Pivot();
    }
}

/// <summary>The same, and patient.</summary>
public sealed class PatientSeatSaga() : SeatSaga(TimeSpan.FromSeconds(30));

/// <summary>The same, and patient for a short time.</summary>
public sealed class HurriedSeatSaga() : SeatSaga(TimeSpan.FromSeconds(2));

/// <summary>Sees how the bookings of seats end.</summary>
public sealed class SeatWatch(Received received) : IConsumer<SeatTaken>, IConsumer<TripBooked>, IConsumer<TripFailed>, IConsumer<Fault<BookSeat>>
{
    public Task Consume(ConsumeContext<SeatTaken> context) => See(context);

    public Task Consume(ConsumeContext<TripBooked> context) => See(context);

    public Task Consume(ConsumeContext<TripFailed> context) => See(context);

    public Task Consume(ConsumeContext<Fault<BookSeat>> context) => See(context);

    private Task See<T>(ConsumeContext<T> context)
        where T : class
    {
        received.Add(context.Message);
        return Task.CompletedTask;
    }
}
