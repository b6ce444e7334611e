using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using MassTransit;

namespace EdaKit.Sagas.Tests.Steps;

public sealed class When_a_trip_runs_on_MassTransit_alone : IAsyncLifetime
{
    private readonly Guid _trip = NewId.NextGuid();
    private TripHarness _harness = null!;

    private Agency Agency => _harness.Agency;

    public async ValueTask InitializeAsync() => _harness = await TripHarness.StartAsync();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Should_complete_and_run_what_is_bound_beside_the_flow()
    {
        await BookAsync();
        await BookAsync();

        var trip = await _harness.UntilAsync(_trip, "Completed");

        Assert.Equal(["BookFlight", "BookHotel", "BookCar", "ChargeCard", "SendTickets"], Agency.Of(_trip).Order(ByFlow));
        Assert.Equal("F17 confirmed", trip.FlightReference);
        Assert.True(await _harness.Harness.Published.Any<TripBooked>(TestContext.Current.CancellationToken));
        Assert.Null(trip.TimerToken);
    }

    [Fact]
    public async Task Should_undo_hotel_and_flight_where_the_car_is_refused()
    {
        Agency.Plan<BookCar>(_trip, Agency.Answer(new CarRefused(_trip)));
        await BookAsync();

        await _harness.UntilAsync(_trip, "Compensated");

        Assert.Equal(["CancelHotel", "CancelFlight"], Agency.Of(_trip).Where(what => what.StartsWith("Cancel", StringComparison.Ordinal)));
        Assert.DoesNotContain("ChargeCard", Agency.Of(_trip));
        Assert.True(await _harness.Harness.Published.Any<TripFailed>(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Should_undo_a_car_that_does_not_answer()
    {
        Agency.Plan<BookCar>(_trip, Agency.Silence);
        await BookAsync();

        var trip = await _harness.UntilAsync(_trip, "Compensated");

        Assert.Equal(["CancelCar", "CancelHotel", "CancelFlight"], Agency.Of(_trip).Where(what => what.StartsWith("Cancel", StringComparison.Ordinal)));
        Assert.Equal(StepOutcome.Undone, trip.Steps.Single(step => step.Step == "Car").Outcome);
    }

    [Fact]
    public async Task Should_park_a_compensation_that_keeps_failing_until_a_person_resumes_it()
    {
        Agency.Plan<BookCar>(_trip, Agency.Answer(new CarRefused(_trip)));
        Agency.Plan<CancelHotel>(_trip, Agency.Fail, Agency.Fail);
        await BookAsync();

        var trip = await _harness.UntilAsync(_trip, "Parked");
        Assert.Equal("Hotel", trip.ParkedStep);
        Assert.Contains("the participant is down", trip.ParkedReason, StringComparison.Ordinal);
        Assert.True(await _harness.Harness.Published.Any<SagaParked>(parked => parked.Context.Message is { IsUndo: true, Attempts: 2 }, TestContext.Current.CancellationToken));

        await _harness.Harness.Bus.Publish(new ResumeSaga(_trip, "test.another", ResumeAction.Skip, "ada", "wrong saga"), TestContext.Current.CancellationToken);
        await _harness.Harness.Bus.Publish(new ResumeSaga(_trip, "test.quick-trip", ResumeAction.Retry, "ada", "the hotel is up again"), TestContext.Current.CancellationToken);

        trip = await _harness.UntilAsync(_trip, "Compensated");
        Assert.Equal(StepOutcome.Undone, trip.Steps.Single(step => step.Step == "Hotel").Outcome);
        Assert.Equal(3, Agency.Of(_trip).Count(what => what == "CancelHotel"));
    }

    [Fact]
    public async Task Should_ask_the_pivot_again_and_never_undo_it()
    {
        Agency.Plan<ChargeCard>(_trip, Agency.Fail);
        Agency.Plan<SendTickets>(_trip, Agency.Fail, Agency.Silence);
        await BookAsync();

        await _harness.UntilAsync(_trip, "Completed");

        Assert.Equal(2, Agency.Of(_trip).Count(what => what == "ChargeCard"));
        Assert.Equal(3, Agency.Of(_trip).Count(what => what == "SendTickets"));
        Assert.DoesNotContain(Agency.Of(_trip), what => what.StartsWith("Cancel", StringComparison.Ordinal));
    }

    private static Comparer<string> ByFlow { get; } = Comparer<string>.Create((a, b) => Place(a).CompareTo(Place(b)));

    private static int Place(string what) => Array.IndexOf(["BookFlight", "BookHotel", "BookCar", "ChargeCard", "SendTickets"], what);

    private Task BookAsync() => _harness.Harness.Bus.Publish(new BookTrip(_trip), TestContext.Current.CancellationToken);
}
