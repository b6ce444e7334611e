using EdaKit.Sagas.Tests.Support;
using EdaKit.Testing.Exploration;
using MassTransit;

namespace EdaKit.Sagas.Tests.Exploration;

public sealed class SagaExplorerTests(ITestOutputHelper output)
{
    private static readonly Guid Id = new("00000000-0000-0000-0000-0000000000aa");

    /// <summary>Faults until a person is asked. The samples' sagas are searched with duplicates too.</summary>
    [Fact]
    public async Task Step_saga_with_protected_participants_holds_in_every_order()
    {
        var result = await Trip(Protections.All)
            .Invariant("a completed trip has everything once", moment => moment.State != "Completed"
                || (moment.Count("flight"), moment.Count("hotel"), moment.Count("card"), moment.Count("tickets")) == (1, 1, 1, 1))
            .Invariant("a compensated trip has nothing", moment => moment.State != "Compensated"
                || (moment.Count("flight"), moment.Count("hotel"), moment.Count("car"), moment.Count("card"), moment.Count("tickets")) == (0, 0, 0, 0, 0))
            .Always("the card is charged once", moment => moment.Count("card") <= 1)
            .Budget(new() { Duplicates = 0 })
            .RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine(result.ToString());
        Assert.True(result.Holds, result.ToString());
        Assert.True(result.Ends.ContainsKey("Completed") && result.Ends.ContainsKey("Compensated") && result.Ends.ContainsKey("Parked"), result.ToString());
    }

    [Fact]
    public async Task Step_saga_without_fences_has_a_flight_after_its_end_for_a_moment()
    {
        var result = await Trip(Protections.AnsweringInbox)
            .Always("a compensated trip has no flight", moment => moment.State != "Compensated" || moment.Count("flight") == 0)
            .RunAsync(TestContext.Current.CancellationToken);

        ShouldBeFound(result, "a compensated trip has no flight");
        Assert.Contains("flights handles BookFlight", result.Steps);
    }

    [Fact]
    public async Task Instance_that_gets_stuck_is_found_without_being_asked_for()
    {
        var result = await SagaExplorer.Of(new CarelessMachine(Carelessness.None)).Begin(new BookTrip(Id))
            .Participant("flights", flights => flights.Command<BookFlight>("flight", _ => new FlightBooked(Id), _ => new FlightRefused(Id)))
            .Budget(new() { Faults = 0 }).RunAsync(TestContext.Current.CancellationToken);

        ShouldBeFound(result, "stuck in 'Booking'");
    }

    [Fact]
    public async Task Search_finds_the_same_each_time()
    {
        var first = await Careless(Carelessness.LateSuccessIsLost, Protections.None).Budget(new() { Duplicates = 0 }).RunAsync(TestContext.Current.CancellationToken);
        var second = await Careless(Carelessness.LateSuccessIsLost, Protections.None).Budget(new() { Duplicates = 0 }).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(first.ToString(), second.ToString());
        Assert.True(first.States > 20, first.ToString());
    }

    [Fact]
    public async Task Search_that_runs_out_of_states_says_so()
    {
        var result = await Trip(Protections.All).Budget(new() { States = 100 }).RunAsync(TestContext.Current.CancellationToken);

        Assert.False(result.Holds);
        Assert.Null(result.Violation);
        Assert.Contains("raise ExplorationBudget.States", result.ToString(), StringComparison.Ordinal);
    }

    private void ShouldBeFound(ExplorationResult result, string violation)
    {
        output.WriteLine(result.ToString());
        Assert.Contains(violation, result.Violation, StringComparison.Ordinal);
        Assert.InRange(result.Steps.Count, 1, 10);
    }

    private static SagaExploration<TripState> Trip(Protections protections) => Participants(SagaExplorer.Of(new TripSaga()), protections);

    private static SagaExploration<CarelessState> Careless(Carelessness carelessness, Protections protections) =>
        Participants(SagaExplorer.Of(new CarelessMachine(carelessness)), protections);

    private static SagaExploration<TState> Participants<TState>(SagaExploration<TState> exploration, Protections protections)
        where TState : class, SagaStateMachineInstance, new() => exploration.Begin(new BookTrip(Id))
        .Participant("flights", flights => flights.Protected(protections)
            .Command<BookFlight>("flight", _ => new FlightBooked(Id)).Undo<CancelFlight>("flight", _ => new FlightCancelled(Id)))
        .Participant("hotels", hotels => hotels.Protected(protections)
            .Command<BookHotel>("hotel", _ => new HotelBooked(Id)).Undo<CancelHotel>("hotel", _ => new HotelCancelled(Id)))
        .Participant("cars", cars => cars.Protected(protections)
            .Command<BookCar>("car", _ => new CarBooked(Id), _ => new CarRefused(Id)).Undo<CancelCar>("car", _ => new CarCancelled(Id)))
        .Participant("cards", cards => cards.Protected(protections)
            .Command<ChargeCard>("card", _ => new CardCharged(Id), _ => new CardRefused(Id)))
        .Participant("mail", mail => mail.Protected(protections)
            .Command<SendTickets>("tickets", _ => new TicketsSent(Id)));
}
