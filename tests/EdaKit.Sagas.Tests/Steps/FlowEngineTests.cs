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
        var trip = AtGround();

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
        var trip = AtGround();
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
        var trip = AtGround();
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
        var trip = AtPayment();

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
        var trip = AtPayment();
        Exhaust(trip);

        trip.Receive(new CardCharged(Id));

        Assert.Equal("Tickets", trip.State.CurrentState);
        Assert.Null(trip.State.ParkedStep);
    }

    [Fact]
    public void Resume_retry_asks_again_with_all_attempts()
    {
        var trip = AtPayment();
        Exhaust(trip);

        Assert.True(trip.Resume(ResumeAction.Retry));
        Assert.Equal(["ChargeCard"], trip.TakeSent());
        Exhaust(trip);
        Assert.Equal("Parked", trip.State.CurrentState);
        Assert.Equal(2, trip.Parkings);
        Assert.Contains("Resumed Payment Retry by ada: seen to", trip.Notes);
    }

    [Fact]
    public void Resume_skip_counts_a_command_as_done()
    {
        var trip = AtPayment();
        Exhaust(trip);

        trip.Resume(ResumeAction.Skip);

        Assert.Equal("Tickets", trip.State.CurrentState);
        Assert.Equal(StepOutcome.Done, trip.OutcomeOf("Payment"));
    }

    [Fact]
    public void Resume_of_an_instance_that_is_not_parked_has_no_effect()
    {
        var trip = AtPayment();

        Assert.False(trip.Resume(ResumeAction.Skip));
        Assert.Equal("Payment", trip.State.CurrentState);
    }

    [Fact]
    public void Resume_for_a_step_leaves_an_instance_that_is_parked_for_another_one()
    {
        var trip = AtPayment();
        Exhaust(trip);

        Assert.False(trip.Resume(ResumeAction.Skip, "Tickets"));
        Assert.Equal("Parked", trip.State.CurrentState);
        Assert.True(trip.Resume(ResumeAction.Skip, "Payment"));
        Assert.Equal("Tickets", trip.State.CurrentState);
    }

    [Fact]
    public void Compensation_that_keeps_failing_parks_and_skip_goes_on_with_the_rest()
    {
        var trip = AtGround();
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
    public void Success_after_its_undo_is_undone_again_and_the_end_is_announced_once()
    {
        var trip = AtGround();
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
        var trip = AtGround();
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
        var trip = AtGround();
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
        var trip = AtPayment();
        trip.Receive(new CardRefused(Id));

        trip.Receive(new CardCharged(Id));

        Assert.Equal("Parked", trip.State.CurrentState);
        Assert.Equal("it succeeded after it was refused", trip.State.ParkedReason);

        trip.Resume(ResumeAction.Skip);
        Assert.Equal("Car.Undo", trip.State.CurrentState);
    }

    [Fact]
    public void Resume_retry_of_a_success_that_came_after_its_refusal_changes_nothing_and_says_what_to_do()
    {
        var trip = AtPayment();
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
        var trip = AtGround();
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
    public void Answer_that_comes_twice_has_no_effect()
    {
        var trip = AtGround();

        Assert.False(trip.Receive(new FlightBooked(Id, "again")));
        Assert.False(trip.Fault<BookFlight>());
        Assert.False(trip.Receive(new FlightRefused(Id)));

        Assert.Equal("F", trip.State.FlightReference);
        Assert.Empty(trip.TakeSent());
    }

    [Fact]
    public void Timer_that_comes_too_early_finds_nothing_to_do()
    {
        var trip = AtGround();

        trip.Wait(TripSaga.Timeout - TimeSpan.FromMilliseconds(1));

        Assert.Empty(trip.TakeSent());
        Assert.Equal(StepOutcome.Waiting, trip.OutcomeOf("Hotel"));
    }

    [Fact]
    public void Retriable_step_is_tried_until_it_succeeds()
    {
        var trip = AtPayment();
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

    private static Trip AtGround()
    {
        var trip = new Trip();
        trip.Receive(new FlightBooked(Id));
        trip.TakeSent();
        return trip;
    }

    private static Trip AtPayment()
    {
        var trip = AtGround();
        trip.Receive(new HotelBooked(Id));
        trip.Receive(new CarBooked(Id));
        trip.TakeSent();
        return trip;
    }

    private static void FlightBesideHotel(FlowBuilder<TripState> flow) => flow.Timeout(TripSaga.Timeout).Parallel("Ground", ground =>
    {
        ground.Step("Flight").Command(state => new BookFlight(state.CorrelationId)).Success<FlightBooked>((state, booked) => state.FlightReference = booked.Reference)
            .Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId, state.FlightReference));
        ground.Step("Hotel").Command(state => new BookHotel(state.CorrelationId)).Success<HotelBooked>()
            .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId));
    });

    private static void Exhaust(Trip trip)
    {
        trip.Fault<ChargeCard>();
        trip.Wait(TripSaga.Pause);
        trip.Fault<ChargeCard>();
        trip.TakeSent();
    }
}
