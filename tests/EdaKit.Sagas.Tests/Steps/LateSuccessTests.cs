using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;

namespace EdaKit.Sagas.Tests.Steps;

/// <summary>A success comes when its step counts as failed, undone or seen to.</summary>
public sealed class LateSuccessTests
{
    private static Guid Id { get; } = Guid.NewGuid();

    [Fact]
    public void Success_after_its_undo_is_undone_again_and_the_end_is_announced_once()
    {
        var trip = Trip.AtGround();
        trip.Receive(new HotelRefused(Id));
        trip.Wait(TripSaga.Timeout);
        trip.Receive(new CarCancelled(Id));
        trip.Receive(new FlightCancelled(Id));
        Assert.Equal("Compensated", trip.State.CurrentState);
        trip.TakeSent();

        trip.Receive(new CarBooked(Id));

        Assert.Equal(["CancelCar"], trip.TakeSent());
        Assert.Equal("Car.Undo", trip.State.CurrentState);
        Assert.NotEqual(trip.SentIds[^1], trip.SentIds[^3]);
        trip.Receive(new CarCancelled(Id));
        Assert.Equal("Compensated", trip.State.CurrentState);
        Assert.Equal(["TripFailed", "silent"], trip.Ends);
    }

    [Fact]
    public void Undo_that_becomes_necessary_after_the_end_has_its_timers_and_retries()
    {
        var trip = Trip.AtGround();
        trip.Receive(new HotelRefused(Id));
        trip.Wait(TripSaga.Timeout);
        trip.Receive(new CarCancelled(Id));
        trip.Receive(new FlightCancelled(Id));
        trip.Receive(new CarBooked(Id));
        trip.TakeSent();

        trip.Wait(TripSaga.Timeout);
        Assert.Equal(TripSaga.Pause, trip.DueIn);
        trip.Wait(TripSaga.Pause);
        Assert.Equal(["CancelCar"], trip.TakeSent());

        trip.Receive(new CarCancelled(Id));
        Assert.Equal("Compensated", trip.State.CurrentState);
        trip.Wait(TripSaga.Timeout);
        Assert.Empty(trip.TakeSent());
        Assert.Null(trip.DueAt);
    }

    [Fact]
    public void Success_while_its_undo_is_under_way_is_undone_once_more()
    {
        var trip = Trip.AtGround();
        trip.Receive(new HotelRefused(Id));
        trip.Wait(TripSaga.Timeout);
        trip.TakeSent();

        trip.Receive(new CarBooked(Id));
        Assert.Empty(trip.TakeSent());
        trip.Receive(new CarCancelled(Id));
        Assert.Equal(["CancelCar"], trip.TakeSent());
        trip.Receive(new CarCancelled(Id));
        Assert.Equal(["CancelFlight"], trip.TakeSent());
    }

    [Fact]
    public void Success_of_a_refused_pivot_asks_a_person()
    {
        var trip = Trip.AtPayment();
        trip.Receive(new CardRefused(Id));

        trip.Receive(new CardCharged(Id));

        Assert.Equal("Parked", trip.State.CurrentState);
        Assert.Equal("it succeeded after it was refused", trip.State.ParkedReason);

        trip.Resume(ResumeAction.Skip);
        Assert.Equal("Car.Undo", trip.State.CurrentState);
    }

    [Fact]
    public void Success_of_an_unknown_outcome_while_its_siblings_are_awaited_is_applied_and_undone()
    {
        var trip = new Trip(define: FlightBesideHotel);
        trip.Fault<BookFlight>();
        Assert.Equal(StepOutcome.Unknown, trip.OutcomeOf("Flight"));
        trip.TakeSent();

        Assert.True(trip.Receive(new FlightBooked(Id, "F17")));

        Assert.Equal(("F17", StepOutcome.Done, "Ground"), (trip.State.FlightReference, trip.OutcomeOf("Flight"), trip.State.CurrentState));
        Assert.Empty(trip.TakeSent());

        trip.Receive(new HotelBooked(Id));
        trip.Receive(new HotelCancelled(Id));
        Assert.Equal(["CancelHotel", "CancelFlight"], trip.TakeSent());
        trip.Receive(new FlightCancelled(Id));
        Assert.Equal("Compensated", trip.State.CurrentState);
    }

    [Fact]
    public void Success_after_its_undo_was_given_up_is_undone_again()
    {
        var trip = Trip.AtGround();
        trip.Receive(new HotelBooked(Id));
        trip.Receive(new CarRefused(Id));
        trip.Fault<CancelHotel>();
        trip.Wait(TripSaga.Pause);
        trip.Fault<CancelHotel>();
        trip.Resume(ResumeAction.Skip);
        trip.Receive(new FlightCancelled(Id));
        Assert.Equal(("Compensated", StepOutcome.Abandoned), (trip.State.CurrentState, trip.OutcomeOf("Hotel")));
        trip.TakeSent();

        Assert.True(trip.Receive(new HotelBooked(Id)));

        Assert.Equal(["CancelHotel"], trip.TakeSent());
        Assert.Equal("Hotel.Undo", trip.State.CurrentState);
        trip.Receive(new HotelCancelled(Id));
        Assert.Equal("Compensated", trip.State.CurrentState);
        Assert.Equal(["TripFailed", "silent"], trip.Ends);
    }

    [Fact]
    public void Undo_that_was_given_up_after_a_success_is_not_sent_again_when_it_is_answered()
    {
        var trip = Trip.AtGround();
        trip.Receive(new HotelRefused(Id));
        trip.Wait(TripSaga.Timeout);
        trip.Receive(new CarBooked(Id));
        trip.Exhaust<CancelCar>();
        trip.Resume(ResumeAction.Skip);
        trip.Receive(new FlightCancelled(Id));
        trip.TakeSent();

        Assert.True(trip.Receive(new CarCancelled(Id)));

        Assert.Empty(trip.TakeSent());
        Assert.Equal(("Compensated", StepOutcome.Undone), (trip.State.CurrentState, trip.OutcomeOf("Car")));
    }

    private static void FlightBesideHotel(FlowBuilder<TripState> flow) => flow.Timeout(TripSaga.Timeout).Parallel("Ground", ground =>
    {
        ground.Step("Flight").Command(state => new BookFlight(state.CorrelationId)).Success<FlightBooked>((state, booked) => state.FlightReference = booked.Reference)
            .Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId, state.FlightReference));
        ground.Step("Hotel").Command(state => new BookHotel(state.CorrelationId)).Success<HotelBooked>()
            .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId));
    });
}
