using EdaKit.Sagas.Tests.Support;
using EdaKit.Testing.Exploration;
using MassTransit;

namespace EdaKit.Sagas.Tests.Exploration;

/// <summary>
/// Five kinds of mistakes, each found in ten steps or fewer. What stands beside each is the same system without the mistake, in which the same search finds
/// nothing and is complete.
/// </summary>
public sealed class When_a_mistake_is_planted(ITestOutputHelper output)
{
    private static readonly Guid Id = new("00000000-0000-0000-0000-0000000000aa");

    [Fact]
    public async Task Should_find_a_missing_fence()
    {
        var found = await Fence(Protections.AnsweringInbox).RunAsync(TestContext.Current.CancellationToken);

        ShouldBeFound(found, "a compensated trip has no hotel");
        ShouldComeBefore(found, "hotels handles CancelHotel", "hotels handles BookHotel");
        ShouldHold(await Fence(Protections.All).RunAsync(TestContext.Current.CancellationToken));

        static SagaExploration<CarelessState> Fence(Protections protections) => Plain(Carelessness.None, protections)
            .Invariant("a compensated trip has no hotel", end => end.State != "Compensated" || end.Count("hotel") == 0);
    }

    [Fact]
    public async Task Should_find_a_missing_answering_inbox()
    {
        var found = await Answers(Protections.Inbox | Protections.Fence).RunAsync(TestContext.Current.CancellationToken);

        ShouldBeFound(found, "a trip that nobody refuses completes");
        ShouldComeBefore(found, "flights handles BookFlight and crashes before it answers", "flights knows BookFlight");
        ShouldHold(await Answers(Protections.All).RunAsync(TestContext.Current.CancellationToken));

        static SagaExploration<TripState> Answers(Protections protections) => Participants(SagaExplorer.Of(new TripSaga()), protections, canRefuse: false)
            .Invariant("a trip that nobody refuses completes", end => end.State == "Completed")
            .Budget(new() { Faults = 0, Timeouts = 0 });
    }

    [Fact]
    public async Task Should_find_a_fault_of_the_pivot_that_is_taken_for_a_refusal()
    {
        var found = await Pivot(Carelessness.PivotFaultIsRefusal).RunAsync(TestContext.Current.CancellationToken);

        ShouldBeFound(found, "nothing is undone once the card is charged");
        ShouldComeBefore(found, "cards handles ChargeCard and crashes before it answers", "cards fails at ChargeCard");
        ShouldHold(await Pivot(Carelessness.None).RunAsync(TestContext.Current.CancellationToken));

        static SagaExploration<CarelessState> Pivot(Carelessness carelessness) => Plain(carelessness, Protections.All)
            .Always("nothing is undone once the card is charged", moment => moment.Count("card") == 0 || !moment.State.StartsWith("Undoing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_find_a_wrong_order_of_undoing()
    {
        var found = await Undoing(Carelessness.WrongUndoOrder).RunAsync(TestContext.Current.CancellationToken);

        ShouldBeFound(found, "no hotel without a flight");
        Assert.Equal("flights handles CancelFlight", found.Steps[^1]);
        ShouldHold(await Undoing(Carelessness.None).RunAsync(TestContext.Current.CancellationToken));

        static SagaExploration<CarelessState> Undoing(Carelessness carelessness) => Plain(carelessness, Protections.All)
            .Always("no hotel without a flight", moment => moment.Count("hotel") <= moment.Count("flight"));
    }

    [Fact]
    public async Task Should_find_a_late_success_that_is_lost()
    {
        var found = await Late(Carelessness.LateSuccessIsLost).RunAsync(TestContext.Current.CancellationToken);

        ShouldBeFound(found, "a compensated trip has no hotel");
        ShouldComeBefore(found, "the timer comes", "HotelBooked reaches the saga");
        Assert.DoesNotContain("hotels handles CancelHotel", found.Steps);
        ShouldHold(await Late(Carelessness.None).RunAsync(TestContext.Current.CancellationToken));

        static SagaExploration<CarelessState> Late(Carelessness carelessness) => Plain(carelessness, Protections.All)
            .Invariant("a compensated trip has no hotel", end => end.State != "Compensated" || end.Count("hotel") == 0);
    }

    private void ShouldBeFound(ExplorationResult result, string violation)
    {
        output.WriteLine(result.ToString());
        Assert.StartsWith(violation, result.Violation, StringComparison.Ordinal);
        Assert.InRange(result.Steps.Count, 1, 10);
        Assert.False(result.Holds);
    }

    private void ShouldHold(ExplorationResult result)
    {
        output.WriteLine(result.ToString());
        Assert.True(result.Holds, result.ToString());
    }

    private static void ShouldComeBefore(ExplorationResult result, string first, string second)
    {
        var steps = result.Steps.ToList();
        Assert.Contains(first, steps);
        Assert.True(steps.IndexOf(first) < steps.LastIndexOf(second), result.ToString());
    }

    private static SagaExploration<CarelessState> Plain(Carelessness carelessness, Protections protections) =>
        Participants(SagaExplorer.Of(new CarelessMachine(carelessness)), protections, canRefuse: true);

    private static SagaExploration<TState> Participants<TState>(SagaExploration<TState> exploration, Protections protections, bool canRefuse)
        where TState : class, SagaStateMachineInstance, new() => exploration.Begin(new BookTrip(Id))
        .Participant("flights", flights => flights.Protected(protections)
            .Command<BookFlight>("flight", _ => new FlightBooked(Id)).Undo<CancelFlight>("flight", _ => new FlightCancelled(Id)))
        .Participant("hotels", hotels => hotels.Protected(protections)
            .Command<BookHotel>("hotel", _ => new HotelBooked(Id)).Undo<CancelHotel>("hotel", _ => new HotelCancelled(Id)))
        .Participant("cars", cars => cars.Protected(protections)
            .Command<BookCar>("car", _ => new CarBooked(Id)).Undo<CancelCar>("car", _ => new CarCancelled(Id)))
        .Participant("cards", cards => cards.Protected(protections)
            .Command<ChargeCard>("card", _ => new CardCharged(Id), canRefuse ? _ => new CardRefused(Id) : null))
        .Participant("mail", mail => mail.Protected(protections)
            .Command<SendTickets>("tickets", _ => new TicketsSent(Id)));
}
