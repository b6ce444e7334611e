using EdaKit.Sagas.Definitions;
using EdaKit.Sagas.Steps;
using EdaKit.TestSupport;
using EdaKit.Testing.Exploration;
using Travel.Contracts.Orchestration;
using Travel.Trips.Orchestrated;

namespace Travel.Tests.Orchestrated;

public sealed class TripSagaTests(ITestOutputHelper output)
{
    private static readonly Guid Trip = new("00000000-0000-0000-0000-0000000000aa");

    /// <summary>Trips that are under way run on the flow with which they began: a change of it needs a new version.</summary>
    [Fact]
    public void Flow_is_as_it_is_recorded() =>
        SagaDefinitionCheck.Of(new TripSaga(), RepositoryFolder.PathOf("samples/Travel/Travel.Trips/sagas")).Verify();

    [Fact]
    public async Task Flow_is_drawn_in_the_readme() => Assert.Contains(
        new TripSaga().Flows[^1].ToMermaid().Trim(), await File.ReadAllTextAsync(RepositoryFolder.PathOf("samples/Travel/README.md")), StringComparison.Ordinal);

    [Fact]
    public async Task Trip_ends_with_everything_or_nothing_in_every_order_of_events()
    {
        var result = await SagaExplorer.Of(new TripSaga())
            .Begin(new BookTrip(Trip, new("F", "H", "C", "K", 1)))
            .Participant("flights", flights => flights.Protected(Protections.All)
                .Command<BookFlight>("flight", _ => new FlightConfirmed(Trip, "F"), _ => new FlightRefused(Trip, "full"))
                .Undo<CancelFlight>("flight", _ => new FlightCancelled(Trip))
                .Command<IssueTickets>("tickets", _ => new TicketsSent(Trip)))
            .Participant("hotels", hotels => hotels.Protected(Protections.All)
                .Command<BookHotel>("hotel", _ => new HotelConfirmed(Trip, "H"), _ => new HotelRefused(Trip, "full"))
                .Undo<CancelHotel>("hotel", _ => new HotelCancelled(Trip)))
            .Participant("cars", cars => cars.Protected(Protections.All)
                .Command<BookCar>("car", _ => new CarConfirmed(Trip, "C"), _ => new CarRefused(Trip, "none"))
                .Undo<CancelCar>("car", _ => new CarCancelled(Trip)))
            .Participant("payments", payments => payments.Protected(Protections.All)
                .Command<ChargeCard>("payment", _ => new CardCharged(Trip, "P"), _ => new CardRefused(Trip, "empty")))
            .Invariant("a completed trip has everything once", end => end.State != "Completed" || Has(end, 1))
            .Invariant("a compensated trip has nothing", end => end.State != "Compensated" || Has(end, 0))
            .Always("the card is charged once", moment => moment.Count("payment") <= 1)
            .RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine(result.ToString());
        Assert.True(result.Holds && result.IsComplete, result.ToString());
        Assert.Equal(["Compensated", "Completed"], result.Ends.Keys.Order());
    }

    private static bool Has(ExplorationMoment<TripState> end, int count) =>
        (end.Count("flight"), end.Count("hotel"), end.Count("car"), end.Count("payment"), end.Count("tickets")) == (count, count, count, count, count);
}
