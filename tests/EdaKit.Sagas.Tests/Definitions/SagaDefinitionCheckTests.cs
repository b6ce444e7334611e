using EdaKit.Contracts;
using EdaKit.Sagas.Definitions;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Tests.Support;

namespace EdaKit.Sagas.Tests.Definitions;

public sealed class SagaDefinitionCheckTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"edakit-sagas-{Guid.NewGuid():N}");

    [EventContract("test.visit-planned", 1)]
    public sealed record VisitPlanned([property: BusinessKey] Guid TripId);

    [EventContract("test.visit-planned", 2)]
    public sealed record VisitPlannedAgain([property: BusinessKey] Guid TripId);

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Verify_of_what_is_recorded_passes()
    {
        var check = SagaDefinitionCheck.Of(new TripSaga(), _folder);

        Assert.Equal([Path.Combine(_folder, "test.trip.v1.txt")], check.Record());
        Assert.Empty(check.Record());
        check.Verify();
    }

    [Fact]
    public void Verify_of_what_is_not_recorded_says_how_to_record_it() =>
        Assert.Contains("Call Record() once", Fault(new TripSaga()), StringComparison.Ordinal);

    [Fact]
    public void Verify_of_a_changed_flow_names_the_lines_and_asks_for_a_new_version()
    {
        SagaDefinitionCheck.Of(new Changing(hasHotel: false), _folder).Record();

        var fault = Fault(new Changing(hasHotel: true));

        Assert.Contains("\n  + Hotel: Compensatable;", fault, StringComparison.Ordinal);
        Assert.Contains("Declare the change as version 2, and keep version 1 with EarlierFlow", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_of_a_changed_earlier_flow_names_the_next_free_version()
    {
        SagaDefinitionCheck.Of(new Changing(hasHotel: true, version: 2, hadHotel: false), _folder).Record();

        var fault = Fault(new Changing(hasHotel: true, version: 2, hadHotel: true));

        Assert.StartsWith("'test.changing' version 1 is not what was recorded of it", fault, StringComparison.Ordinal);
        Assert.Contains("Declare the change as version 3, and keep version 1 with EarlierFlow", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Newer_version_of_a_contract_needs_no_new_version_of_the_flow()
    {
        SagaDefinitionCheck.Of(new Visiting<VisitPlanned>(), _folder).Record();

        SagaDefinitionCheck.Of(new Visiting<VisitPlannedAgain>(), _folder).Verify();
    }

    [Theory, InlineData("test.visit-planned", true), InlineData("test.visit-refused", false)]
    public void File_that_names_the_versions_of_contracts_is_compared_without_them(string answer, bool isSame)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "test.visiting.v1.txt"), $"""
            test.visiting v1
            start test.book-trip v1
            Visit v1: Compensatable, no effect; test.book-flight v1 -> {answer} v1
            states Visit v1, Parked, Compensated, Completed
            fingerprint 0123456789abcdef

            """);
        var check = SagaDefinitionCheck.Of(new Visiting<VisitPlannedAgain>(), _folder);

        if (isSame)
            check.Verify();
        else
            Assert.Contains("\n  - Visit v1: Compensatable, no effect; test.book-flight -> test.visit-refused\n", Fault(new Visiting<VisitPlannedAgain>()), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_of_a_version_that_is_gone_asks_to_keep_it()
    {
        SagaDefinitionCheck.Of(new Changing(hasHotel: false), _folder).Record();
        var next = new Changing(hasHotel: true, version: 2);
        SagaDefinitionCheck.Of(next, _folder).Record();

        Assert.Contains("EarlierFlow(1, …)", Fault(next), StringComparison.Ordinal);
    }

    [Fact]
    public void Timeouts_and_retries_may_change_without_a_new_version()
    {
        SagaDefinitionCheck.Of(new Changing(hasHotel: false), _folder).Record();

        SagaDefinitionCheck.Of(new Changing(hasHotel: false, timeout: 60), _folder).Verify();
    }

    [Fact]
    public void Read_gives_the_states_of_a_recorded_flow()
    {
        var file = SagaDefinitionCheck.Of(new Changing(hasHotel: true), _folder).Record()[0];

        var recorded = RecordedFlow.Read(file);

        Assert.Equal(("test.changing", 1), (recorded.Name, recorded.Version));
        Assert.Equal(["Flight", "Hotel", "Hotel.Undo", "Flight.Undo", "Parked", "Compensated", "Completed"], recorded.States);
    }

    [Fact]
    public void Read_of_another_file_says_what_to_do()
    {
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "test.changing.v1.txt");
        File.WriteAllText(file, "nonsense");

        Assert.Contains("is no recorded flow", Assert.Throws<SagaDefinitionException>(() => RecordedFlow.Read(file)).Message, StringComparison.Ordinal);
    }

    private string Fault(StepSaga<TripState> saga) =>
        Assert.Throws<SagaDefinitionException>(SagaDefinitionCheck.Of(saga, _folder).Verify).Message;

    private sealed class Changing : StepSaga<TripState>
    {
        public Changing(bool hasHotel, int version = 1, int timeout = 30, bool? hadHotel = null)
        {
            if (hadHotel is { } had)
                EarlierFlow(version - 1, flow => Define(flow, had, timeout));

            Flow<BookTrip>("test.changing", version, (_, _) => { }, flow => Define(flow, hasHotel, timeout));
        }

        private static void Define(FlowBuilder<TripState> flow, bool hasHotel, int timeout)
        {
            flow.Timeout(TimeSpan.FromSeconds(timeout));
            flow.Step("Flight").Command(state => new BookFlight(state.CorrelationId)).Success<FlightBooked>()
                .Compensate<CancelFlight, FlightCancelled>(state => new(state.CorrelationId, null));

            if (hasHotel)
            {
                flow.Step("Hotel").Command(state => new BookHotel(state.CorrelationId)).Success<HotelBooked>()
                    .Compensate<CancelHotel, HotelCancelled>(state => new(state.CorrelationId));
            }
        }
    }

    /// <summary>The answer is of any version, and the step's name ends like one.</summary>
    private sealed class Visiting<TAnswer> : StepSaga<TripState>
        where TAnswer : class
    {
        public Visiting() => Flow<BookTrip>("test.visiting", 1, (_, _) => { }, flow =>
            flow.Step("Visit v1").Command(state => new BookFlight(state.CorrelationId)).Success<TAnswer>().HasNoEffect().Timeout(TimeSpan.FromSeconds(30)));
    }
}
