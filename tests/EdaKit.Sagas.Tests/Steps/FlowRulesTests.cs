using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;
using EdaKit.Startup;
using MassTransit;

namespace EdaKit.Sagas.Tests.Steps;

public sealed class FlowRulesTests
{
    public sealed record Unkeyed(string Text);

    public interface IFlightHeld : CorrelatedBy<Guid>;

    public sealed record FlightHeld(Guid CorrelationId) : IFlightHeld;

    public static TheoryData<string, string, Action<FlowBuilder<TripState>>> Faulty => new()
    {
        { "EDA0601", "no steps", flow => flow.Timeout(Second) },
        { "EDA0602", "'Parked'", flow => Flight(flow.Step("Parked")) },
        { "EDA0602", "'Flight.Undo'", flow => Flight(flow.Step("Flight.Undo")) },
        { "EDA0602", "'Flight' 2 times", flow => { Flight(flow.Step("Flight")); Hotel(flow.Step("Flight")); } },
        { "EDA0602", "'Flight' 2 times", flow => flow.Parallel("Both", both => { Flight(both.Step("Flight")); Hotel(both.Step("Flight")); }) },
        { "EDA0603", "'Flight'", flow => flow.Step("Flight").Success<FlightBooked>().Compensate<CancelFlight, FlightCancelled>(Cancel).Timeout(Second) },
        { "EDA0604", "'Flight'", flow => flow.Step("Flight").Command(Book).Compensate<CancelFlight, FlightCancelled>(Cancel).Timeout(Second) },
        { "EDA0605", "'Flight'", flow => flow.Step("Flight").Command(Book).Success<FlightBooked>().Timeout(Second) },
        { "EDA0606", "pivot", flow => Flight(flow.Step("Flight")).Pivot() },
        { "EDA0606", "without effect", flow => Flight(flow.Step("Flight")).HasNoEffect() },
        { "EDA0607", "beside 'Hotel'", flow => flow.Parallel("Both", both => { Pay(both.Step("Payment")).Pivot(); Hotel(both.Step("Hotel")); }) },
        { "EDA0608", "'Payment'", flow => Pay(flow.Step("Payment")).Failure<CardRefused>().Retriable(StepRetry.After(Second)) },
        { "EDA0609", "'Payment'", flow => Pay(flow.Step("Payment")).Retriable(StepRetry.None) },
        { "EDA0610", "wait for an answer for ever", flow => flow.Step("Flight").Command(Book).Success<FlightBooked>().HasNoEffect() },
        { "EDA0610", "'31.00:00:00'", flow => Flight(flow.Step("Flight")).Timeout(TimeSpan.FromDays(31)) },
        { "EDA0611", "'Payment', 'Tickets'", flow => { Pay(flow.Step("Payment")).Pivot(); Tickets(flow.Step("Tickets")).Pivot(); } },
        { "EDA0612", "'Flight'", flow => { Pay(flow.Step("Payment")).Pivot(); Flight(flow.Step("Flight")); } },
        { "EDA0612", "'Payment'", flow => { Tickets(flow.Step("Tickets")).Retriable(StepRetry.After(Second)); Pay(flow.Step("Payment")).Pivot(); } },
        { "EDA0612", "'Both'", flow => flow.Parallel("Both", both => { Tickets(both.Step("Tickets")).Retriable(StepRetry.After(Second)); Hotel(both.Step("Hotel")); }) },
        { "EDA0613", "'test.flight-booked'", flow => { Flight(flow.Step("Flight")); Hotel(flow.Step("Hotel")).Success<FlightBooked>(); } },
        { "EDA0616", "'-00:00:01'", flow => Flight(flow.Lock(_ => ["seat"], -Second).Step("Flight")) },
        { "EDA0616", "'31.00:00:00'", flow => Flight(flow.Lock(_ => ["seat"], TimeSpan.FromDays(31)).Step("Flight")) },
        { "EDA0616", "Call Lock(…)", flow => Flight(flow.WhenTaken(state => new TripFailed(state.CorrelationId)).Step("Flight")) },
        { "EDA0617", "'201' characters", flow => Flight(flow.Step("Flight")).Status(new('x', 201)) },
        { "EDA0614", "'Unkeyed'", flow => Flight(flow.Step("Flight")).Failure<Unkeyed>() },
    };

    private static TimeSpan Second { get; } = TimeSpan.FromSeconds(1);

    [Theory, MemberData(nameof(Faulty), DisableDiscoveryEnumeration = true)]
    public void Flow_that_could_not_end_well_is_refused(string code, string fact, Action<FlowBuilder<TripState>> define)
    {
        var error = Assert.Throws<EdaKitConfigurationException>(() => new DeclaredSaga(1, define));

        var fault = Assert.Single(error.Faults);
        Assert.Equal(code, fault.Code);
        Assert.Contains(fact, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var error = Assert.Throws<EdaKitConfigurationException>(() => new DeclaredSaga(1, flow =>
        {
            flow.Step("Tickets").Command(state => new SendTickets(state.CorrelationId)).Success<TicketsSent>();
            Flight(flow.Step("Flight")).Pivot();
        }));

        Assert.Equal(["EDA0605", "EDA0606", "EDA0610"], error.Faults.Select(fault => fault.Code).Order());
    }

    [Theory, InlineData(0), InlineData(-1)]
    public void Version_below_1_is_refused(int version)
    {
        var error = Assert.Throws<EdaKitConfigurationException>(() => new DeclaredSaga(version, TripSaga.Define));

        Assert.Equal("EDA0615", Assert.Single(error.Faults).Code);
    }

    [Fact]
    public void Version_that_is_declared_twice_is_refused()
    {
        var error = Assert.Throws<EdaKitConfigurationException>(() => new DeclaredSaga(1, TripSaga.Define, earlier: 1));

        Assert.Equal("EDA0615", Assert.Single(error.Faults).Code);
    }

    [Fact]
    public void Earlier_flow_that_is_declared_after_the_flow_is_refused()
    {
        var error = Assert.Throws<EdaKitConfigurationException>(() => new LateSaga(saga => saga.Keep(1)));

        var fault = Assert.Single(error.Faults);
        Assert.Equal("EDA0615", fault.Code);
        Assert.Contains("EarlierFlow(1, …) before Flow", fault.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("test.late", 2), InlineData("test.late", 3), InlineData("test.another", 1)]
    public void Second_flow_is_refused(string name, int version)
    {
        var error = Assert.Throws<EdaKitConfigurationException>(() => new LateSaga(saga => saga.Declare(name, version)));

        var fault = Assert.Single(error.Faults);
        Assert.Equal("EDA0615", fault.Code);
        Assert.Contains($"'{name}' in version '{version}'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("EarlierFlow, before Flow", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_of_200_characters_is_allowed()
    {
        var saga = new DeclaredSaga(1, flow => Flight(flow.Step("Flight")).Status(new('x', 200)));

        Assert.Equal(200, saga.Flows[0].Groups[0].Steps[0].Status.Length);
    }

    [Fact]
    public void Group_may_have_the_name_of_one_of_its_steps()
    {
        var saga = new DeclaredSaga(1, flow => flow.Parallel("Flight", both => { Flight(both.Step("Flight")); Hotel(both.Step("Hotel")); }));

        Assert.Equal(["Flight", "Hotel"], saga.Flows[0].Steps.Select(step => step.Name));
    }

    [Fact]
    public void Interface_that_extends_what_tells_its_instance_is_allowed()
    {
        var id = Guid.NewGuid();

        _ = new DeclaredSaga(1, flow => Flight(flow.Step("Flight")).Failure<IFlightHeld>());

        Assert.Equal(id, SagaCorrelation.Of(typeof(IFlightHeld), new Dictionary<Type, Func<object, Guid>>())!(new FlightHeld(id)));
    }

    [Fact]
    public void Sample_of_the_tests_has_no_faults()
    {
        var flow = Assert.Single(new TripSaga().Flows);

        Assert.Equal(["Flight", "Ground", "Payment", "Tickets", "Car.Undo", "Hotel.Undo", "Flight.Undo", "Parked", "Compensated", "Completed"], flow.States);
    }

    private static BookFlight Book(TripState state) => new(state.CorrelationId);

    private static CancelFlight Cancel(TripState state) => new(state.CorrelationId, null);

    private static StepBuilder<TripState> Flight(StepBuilder<TripState> step) =>
        step.Command(Book).Success<FlightBooked>().Compensate<CancelFlight, FlightCancelled>(Cancel).Timeout(Second);

    private static StepBuilder<TripState> Hotel(StepBuilder<TripState> step) => step.Command(state => new BookHotel(state.CorrelationId)).Success<HotelBooked>()
        .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId)).Timeout(Second);

    private static StepBuilder<TripState> Pay(StepBuilder<TripState> step) =>
        step.Command(state => new ChargeCard(state.CorrelationId)).Success<CardCharged>().Timeout(Second);

    private static StepBuilder<TripState> Tickets(StepBuilder<TripState> step) =>
        step.Command(state => new SendTickets(state.CorrelationId)).Success<TicketsSent>().Timeout(Second);

    private sealed class DeclaredSaga : StepSaga<TripState>
    {
        public DeclaredSaga(int version, Action<FlowBuilder<TripState>> define, int? earlier = null)
        {
            if (earlier is { } number)
                EarlierFlow(number, define);

            Flow<BookTrip>("test.declared", version, (_, _) => { }, define);
        }
    }

    /// <summary>Declares more after its flow.</summary>
    private sealed class LateSaga : StepSaga<TripState>
    {
        public LateSaga(Action<LateSaga> then)
        {
            Declare("test.late", 2);
            then(this);
        }

        public void Keep(int version) => EarlierFlow(version, TripSaga.Define);

        public void Declare(string name, int version) => Flow<BookTrip>(name, version, (_, _) => { }, TripSaga.Define);
    }
}
