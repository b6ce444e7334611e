using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;

namespace EdaKit.Sagas.Tests.Steps;

public sealed class FlowEngineTests
{
    private static Guid Id { get; } = Guid.NewGuid();

    [Fact]
    public void Flow_whose_steps_succeed_completes()
    {
        var trip = new Trip();
        Assert.Equal(["BookFlight"], trip.TakeSent());

        trip.Receive(new FlightBooked(Id, "F17"));
        Assert.Equal(["BookHotel", "BookCar"], trip.TakeSent());
        Assert.Equal("Ground", trip.State.CurrentState);

        trip.Receive(new CarBooked(Id));
        Assert.Empty(trip.TakeSent());

        trip.Receive(new HotelBooked(Id));
        Assert.Equal(["ChargeCard"], trip.TakeSent());
        Assert.Equal("payment pending", trip.State.Status);

        trip.Receive(new CardCharged(Id));
        trip.Receive(new TicketsSent(Id));

        Assert.Equal("Completed", trip.State.CurrentState);
        Assert.NotNull(trip.State.EndedAt);
        Assert.Equal(["TripBooked"], trip.Ends);
        Assert.Equal("F17", trip.State.FlightReference);
        Assert.Null(trip.DueAt);
    }

    [Fact]
    public void Conditional_step_whose_condition_does_not_hold_is_passed_over()
    {
        var trip = new Trip(withCar: false);
        trip.Receive(new FlightBooked(Id));
        Assert.Equal(["BookFlight", "BookHotel"], trip.TakeSent());

        trip.Receive(new HotelBooked(Id));

        Assert.Equal(["ChargeCard"], trip.TakeSent());
        Assert.Equal(StepOutcome.Skipped, trip.OutcomeOf("Car"));
    }

    [Fact]
    public void Refusal_awaits_the_siblings_and_then_undoes_in_reverse_order_of_completion()
    {
        var trip = Trip.AtGround();

        trip.Receive(new CarRefused(Id));
        Assert.Empty(trip.TakeSent());
        Assert.Equal("Ground", trip.State.CurrentState);

        trip.Receive(new HotelBooked(Id));
        Assert.Equal(["CancelHotel"], trip.TakeSent());
        Assert.Equal("Hotel.Undo", trip.State.CurrentState);

        trip.Receive(new HotelCancelled(Id));
        Assert.Equal(["CancelFlight"], trip.TakeSent());

        trip.Receive(new FlightCancelled(Id));
        Assert.Equal("Compensated", trip.State.CurrentState);
        Assert.Equal(["TripFailed"], trip.Ends);
    }

    [Fact]
    public void Compensation_goes_by_the_order_of_completion_and_not_of_declaration()
    {
        var trip = Trip.AtGround();
        trip.Receive(new CarBooked(Id));
        trip.Receive(new HotelBooked(Id));
        trip.TakeSent();

        trip.Receive(new CardRefused(Id));
        trip.Receive(new HotelCancelled(Id));
        trip.Receive(new CarCancelled(Id));

        Assert.Equal(["CancelHotel", "CancelCar", "CancelFlight"], trip.TakeSent());
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Unknown_outcome_of_a_compensatable_step_is_undone(bool byTimeout)
    {
        var trip = Trip.AtGround();
        trip.Receive(new HotelBooked(Id));

        if (byTimeout)
            trip.Wait(TripSaga.Timeout);
        else
            trip.Fault<BookCar>();

        Assert.Equal(["CancelCar"], trip.TakeSent());
        trip.Receive(new CarCancelled(Id));
        trip.Receive(new HotelCancelled(Id));
        trip.Receive(new FlightCancelled(Id));
        Assert.Equal("Compensated", trip.State.CurrentState);
    }

    [Fact]
    public void Unknown_outcome_of_the_pivot_is_asked_again_under_the_same_message_id_and_then_parked()
    {
        var trip = Trip.AtPayment();

        trip.Fault<ChargeCard>();
        Assert.Empty(trip.TakeSent());
        trip.Wait(TripSaga.Pause);
        Assert.Equal(["ChargeCard"], trip.TakeSent());
        Assert.Equal(trip.SentIds[^2], trip.SentIds[^1]);

        trip.Wait(TripSaga.Timeout);

        Assert.Equal("Parked", trip.State.CurrentState);
        Assert.Equal("Payment", trip.State.ParkedStep);
        Assert.Equal("no answer within 00:00:30", trip.State.ParkedReason);
        Assert.Equal(1, trip.Parkings);
        Assert.Empty(trip.TakeSent());
        Assert.Null(trip.DueAt);
    }

    [Fact]
    public void Parked_pivot_goes_on_by_itself_when_its_answer_comes_after_all()
    {
        var trip = Trip.AtPayment();
        trip.Exhaust<ChargeCard>();

        trip.Receive(new CardCharged(Id));

        Assert.Equal("Tickets", trip.State.CurrentState);
        Assert.Null(trip.State.ParkedStep);
    }

    [Fact]
    public void Resume_retry_asks_again_with_all_attempts()
    {
        var trip = Trip.AtPayment();
        trip.Exhaust<ChargeCard>();

        Assert.True(trip.Resume(ResumeAction.Retry));
        Assert.Equal(["ChargeCard"], trip.TakeSent());
        trip.Exhaust<ChargeCard>();
        Assert.Equal("Parked", trip.State.CurrentState);
        Assert.Equal(2, trip.Parkings);
        Assert.Contains("Resumed Payment Retry by ada: seen to", trip.Notes);
    }

    [Fact]
    public void Resume_skip_counts_a_command_as_done()
    {
        var trip = Trip.AtPayment();
        trip.Exhaust<ChargeCard>();

        trip.Resume(ResumeAction.Skip);

        Assert.Equal("Tickets", trip.State.CurrentState);
        Assert.Equal(StepOutcome.Done, trip.OutcomeOf("Payment"));
    }

    [Fact]
    public void Resume_of_an_instance_that_is_not_parked_has_no_effect()
    {
        var trip = Trip.AtPayment();

        Assert.False(trip.Resume(ResumeAction.Skip));
        Assert.Equal("Payment", trip.State.CurrentState);
    }

    [Fact]
    public void Resume_for_a_step_leaves_an_instance_that_is_parked_for_another_one()
    {
        var trip = Trip.AtPayment();
        trip.Exhaust<ChargeCard>();

        Assert.False(trip.Resume(ResumeAction.Skip, "Tickets"));
        Assert.Equal("Parked", trip.State.CurrentState);
        Assert.True(trip.Resume(ResumeAction.Skip, "Payment"));
        Assert.Equal("Tickets", trip.State.CurrentState);
    }

    [Theory, InlineData("Hotel", "Parked"), InlineData(null, "Compensated")]
    public void Resume_that_comes_twice_decides_about_the_step_that_it_names_or_about_any(string? step, string state)
    {
        var trip = Trip.AtGround();
        trip.Receive(new HotelBooked(Id));
        trip.Receive(new CarRefused(Id));
        trip.Exhaust<CancelHotel>();
        Assert.True(trip.Resume(ResumeAction.Skip, step));
        trip.Exhaust<CancelFlight>();
        Assert.Equal("Flight", trip.State.ParkedStep);

        Assert.Equal(step is null, trip.Resume(ResumeAction.Skip, step));

        Assert.Equal(state, trip.State.CurrentState);
    }

    [Fact]
    public void Error_that_no_database_takes_is_replaced()
    {
        var trip = Trip.AtPayment();

        trip.Exhaust<ChargeCard>("half a \uD83D and \0");

        Assert.Equal("half a \uFFFD and \uFFFD", trip.State.ParkedReason);
    }

    [Fact]
    public void Compensation_that_keeps_failing_parks_and_skip_goes_on_with_the_rest()
    {
        var trip = Trip.AtGround();
        trip.Receive(new HotelBooked(Id));
        trip.Receive(new CarRefused(Id));
        trip.Fault<CancelHotel>();
        trip.Wait(TripSaga.Pause);
        trip.Fault<CancelHotel>("still down");

        Assert.Equal("Parked", trip.State.CurrentState);
        Assert.Equal(("Hotel", "still down"), (trip.State.ParkedStep, trip.State.ParkedReason));
        trip.TakeSent();

        trip.Resume(ResumeAction.Skip);

        Assert.Equal(["CancelFlight"], trip.TakeSent());
        Assert.Equal(StepOutcome.Abandoned, trip.OutcomeOf("Hotel"));
    }

    [Fact]
    public void Resume_retry_of_a_success_that_came_after_its_refusal_changes_nothing_and_says_what_to_do()
    {
        var trip = Trip.AtPayment();
        trip.Receive(new CardRefused(Id));
        trip.Receive(new CardCharged(Id));
        trip.TakeSent();

        Assert.True(trip.Resume(ResumeAction.Retry));

        Assert.Equal(("Parked", StepOutcome.Unknown), (trip.State.CurrentState, trip.OutcomeOf("Payment")));
        Assert.Equal("it succeeded after it was refused", trip.State.ParkedReason);
        Assert.Empty(trip.TakeSent());
        Assert.Equal("Ignored Payment nothing is there to be sent again, since it succeeded after it was refused: see to its effect, and resume with Skip (Retry by ada: seen to)",
            trip.Notes[^1]);

        trip.Resume(ResumeAction.Skip);
        Assert.Equal(("Car.Undo", StepOutcome.Abandoned), (trip.State.CurrentState, trip.OutcomeOf("Payment")));
    }

    [Fact]
    public void Answer_that_comes_twice_has_no_effect()
    {
        var trip = Trip.AtGround();

        Assert.False(trip.Receive(new FlightBooked(Id, "again")));
        Assert.False(trip.Fault<BookFlight>());
        Assert.False(trip.Receive(new FlightRefused(Id)));

        Assert.Equal("F", trip.State.FlightReference);
        Assert.Empty(trip.TakeSent());
    }

    [Fact]
    public void Timer_that_comes_too_early_finds_nothing_to_do()
    {
        var trip = Trip.AtGround();

        trip.Wait(TripSaga.Timeout - TimeSpan.FromMilliseconds(1));

        Assert.Empty(trip.TakeSent());
        Assert.Equal(StepOutcome.Waiting, trip.OutcomeOf("Hotel"));
    }

    [Fact]
    public void Retriable_step_is_tried_until_it_succeeds()
    {
        var trip = Trip.AtPayment();
        trip.Receive(new CardCharged(Id));
        trip.TakeSent();

        trip.Fault<SendTickets>();
        trip.Wait(TripSaga.Pause);
        trip.Wait(TripSaga.Timeout);
        trip.Wait(TripSaga.Pause);
        Assert.Equal(["SendTickets", "SendTickets"], trip.TakeSent());

        trip.Receive(new TicketsSent(Id));
        Assert.Equal("Completed", trip.State.CurrentState);
    }

    [Fact]
    public void Flow_that_got_a_step_with_no_new_version_is_refused_and_changes_nothing()
    {
        var trip = new Trip();
        trip.State.Steps.RemoveAll(step => step.Step == "Hotel");

        var refused = Assert.Throws<SagaVersionException>(() => trip.Receive(new FlightBooked(Id)));

        Assert.Contains("does not have the step 'Hotel'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("keep the old one with EarlierFlow", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Flight", trip.State.CurrentState);
    }
}
