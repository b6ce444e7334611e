using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Testing.Exploration;

namespace EdaKit.Sagas.Tests.Locking;

public sealed class FlowLockTests
{
    private static readonly Guid Id = new("00000000-0000-0000-0000-0000000000aa");

    [Fact]
    public void Flow_whose_lock_is_free_begins_and_notes_it_once()
    {
        var trip = Begin(isLockFree: true);

        Assert.Equal(["BookFlight"], trip.Sent);
        Assert.Equal("Flight", trip.State.CurrentState);
        Assert.Equal(["Locked  took it"], trip.Notes);
    }

    [Fact]
    public void Flow_that_needs_no_lock_this_time_begins()
    {
        var trip = Begin(isLockFree: null, wait: 10);

        Assert.Equal("Flight", trip.State.CurrentState);
        Assert.Empty(trip.Notes);
    }

    [Fact]
    public void Flow_that_does_not_wait_is_refused_and_nothing_of_it_runs()
    {
        var trip = Begin(isLockFree: false);

        Assert.Empty(trip.Sent);
        Assert.Equal("Compensated", trip.State.CurrentState);
        Assert.NotNull(trip.State.EndedAt);
        Assert.Equal(["SeatTaken"], trip.Ends);
        Assert.Null(trip.DueAt);
    }

    [Fact]
    public void Timer_that_comes_once_more_after_a_refusal_by_a_lock_begins_nothing()
    {
        var trip = Begin(isLockFree: false, wait: 10);
        trip.Wait(TimeSpan.FromSeconds(10), isLockFree: false);
        Assert.Equal("Compensated", trip.State.CurrentState);

        trip.Wait(TimeSpan.FromMinutes(3));

        Assert.Empty(trip.Sent);
        Assert.Equal(("Compensated", "refused by a lock"), (trip.State.CurrentState, trip.State.Status));
        Assert.NotNull(trip.State.EndedAt);
        Assert.Equal(["SeatTaken"], trip.Ends);
        Assert.Null(trip.DueAt);
    }

    [Fact]
    public void Path_begins_nothing_of_what_has_ended()
    {
        var flow = new FlowDefinition<TripState>("test.seat", 1);
        SeatSaga.Define(new(flow), TimeSpan.Zero);
        flow.Complete();
        var state = Begin(isLockFree: false).State;
        var moves = new FlowMoves<TripState>(state, DateTime.UnixEpoch, Guid.NewGuid);

        Assert.Equal("Compensated", new FlowPath<TripState>(flow, state, moves).Advance());

        Assert.Empty(moves.Effects);
    }

    [Fact]
    public void Flow_that_waits_asks_with_growing_pauses_and_for_the_last_time_when_the_wait_is_over()
    {
        var trip = Begin(isLockFree: false, wait: 10);
        List<double> pauses = [];

        while (trip.DueIn is { } pause)
        {
            Assert.Equal("Locking", trip.State.CurrentState);
            pauses.Add(pause.TotalSeconds);
            trip.Wait(pause, isLockFree: false);
        }

        Assert.Equal([1, 1, 1, 1.5, 2.25, 3.25], pauses);
        Assert.Equal("Compensated", trip.State.CurrentState);
        Assert.Equal(["SeatTaken"], trip.Ends);
        Assert.Empty(trip.Sent);
        Assert.Equal(2, trip.Notes.Count);
    }

    [Fact]
    public void Pauses_of_a_long_wait_are_a_minute_at_most()
    {
        var trip = Begin(isLockFree: false, wait: 86_400);
        trip.Wait(TimeSpan.FromHours(3), isLockFree: false);

        Assert.Equal(TimeSpan.FromMinutes(1), trip.DueIn);
    }

    [Fact]
    public void Flow_that_waits_begins_when_the_lock_is_free()
    {
        var trip = Begin(isLockFree: false, wait: 10);
        Assert.Equal("waiting for a lock", trip.State.Status);

        trip.Wait(TimeSpan.FromSeconds(1), isLockFree: true);

        Assert.Equal(["BookFlight"], trip.Sent);
        Assert.Equal("Flight", trip.State.CurrentState);
        Assert.Equal(TimeSpan.FromSeconds(60), trip.DueIn);
    }

    [Fact]
    public void Answer_that_comes_while_the_flow_waits_has_no_effect()
    {
        var trip = Begin(isLockFree: false, wait: 10);

        Assert.False(trip.Receive(new FlightBooked(Id)));

        Assert.Equal("Locking", trip.State.CurrentState);
        Assert.Empty(trip.Sent);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Message_that_comes_between_the_end_of_the_wait_and_its_timer_leaves_the_instance_a_timer(bool byAnswer)
    {
        var trip = Begin(isLockFree: false, wait: 10);
        trip.Pass(TimeSpan.FromSeconds(11));

        Assert.False(byAnswer ? trip.Receive(new FlightBooked(Id)) : trip.Resume(ResumeAction.Retry));

        Assert.Equal(TimeSpan.Zero, trip.DueIn);
        trip.Wait(TimeSpan.Zero, isLockFree: false);
        Assert.Equal("Compensated", trip.State.CurrentState);
        Assert.Equal(["SeatTaken"], trip.Ends);
    }

    [Fact]
    public void Description_says_whether_an_instance_locks_and_waits()
    {
        var (hasty, patient) = (new SeatSaga().Flows[0], new PatientSeatSaga().Flows[0]);

        Assert.Equal("locks", hasty.Describe()[2]);
        Assert.DoesNotContain("Locking", hasty.States);
        Assert.Equal("locks, and waits for it", patient.Describe()[2]);
        Assert.Equal("Locking", patient.States[0]);
        Assert.False(new TripSaga().Flows[0].IsLocking);
    }

    [Fact]
    public async Task Explorer_tries_a_flow_that_locks_as_if_it_were_alone()
    {
        var result = await SagaExplorer.Of(new PatientSeatSaga()).Begin(new BookSeat(Id, "12A"))
            .Participant("flights", flights => flights
                .Command<BookFlight>("flight", _ => new FlightBooked(Id))
                .Undo<CancelFlight>("flight", _ => new FlightCancelled(Id)))
            .Participant("payments", payments => payments.Command<ChargeCard>("card", _ => new CardCharged(Id), _ => new CardRefused(Id)))
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
        Assert.True(result.Ends.ContainsKey("Completed") && result.Ends.ContainsKey("Compensated"), result.ToString());
    }

    private static Trip Begin(bool? isLockFree, int wait = 0) =>
        new(define: flow => SeatSaga.Define(flow, TimeSpan.FromSeconds(wait)), isLockFree: isLockFree);
}
