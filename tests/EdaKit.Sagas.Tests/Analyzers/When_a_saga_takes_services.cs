namespace EdaKit.Sagas.Tests.Analyzers;

public sealed class When_a_saga_takes_services
{
    [Theory]
    [InlineData("IPrices prices", "EDA2101 prices")]
    [InlineData("PriceList prices", "EDA2101 prices")]
    [InlineData("TripDb trips", "EDA2101 trips")]
    [InlineData("TimeProvider time", "EDA2101 time")]
    [InlineData("IEnumerable<IPrices> all", "EDA2101 all")]
    [InlineData("TimeSpan patience, IPrices prices", "EDA2101 prices")]
    public async Task Should_warn_at_the_service(string parameters, string found) => Assert.Equal([found], await SagaSource.FindAsync(Saga(parameters)));

    [Theory]
    [InlineData("")]
    [InlineData("TimeSpan patience, int attempts = 3, string? queue = null")]
    [InlineData("Uri queue, StepRetry retry, DayOfWeek day, bool? hasHotel")]
    [InlineData("PriceTag settings")]
    [InlineData("Action<FlowBuilder<TripState>> define")]
    [InlineData("string[] cities, IReadOnlyList<TimeSpan> pauses, Dictionary<string, decimal> prices")]
    [InlineData("Microsoft.Extensions.Options.IOptions<PriceList> settings")]
    public async Task Should_let_values_and_settings_pass(string parameters) => Assert.Empty(await SagaSource.FindAsync(Saga(parameters)));

    [Fact]
    public async Task Should_warn_of_a_class_above_too_and_of_a_primary_constructor()
    {
        var found = await SagaSource.FindAsync("""
            public abstract class PricedSaga(object prices) : StepSaga<TripState> { public object Prices => prices; }
            public sealed class HotelSaga(object hotels) : PricedSaga(hotels);
            """);

        Assert.Equal(["EDA2101 prices", "EDA2101 hotels"], found);
    }

    [Fact]
    public async Task Should_leave_other_state_machines_alone() => Assert.Empty(await SagaSource.FindAsync("""
        public sealed class Plain(IServiceProvider services) : MassTransit.MassTransitStateMachine<TripState> { public IServiceProvider Services => services; }
        public sealed class Desk(IServiceProvider services) { public IServiceProvider Services => services; }
        """));

    [Fact]
    public async Task Should_say_what_to_do_instead()
    {
        var found = Assert.Single(await SagaSource.DiagnoseAsync(Saga("IPrices prices")));

        Assert.Equal("'Trip' takes 'IPrices prices', and a saga only sequences. "
            + "Let a participant do what needs the service, and answer with what the saga has to know.", found.GetMessage(null));
    }

    private static string Saga(string parameters) => $$"""
        public interface IPrices;
        public sealed class PriceList;
        public sealed record PriceTag(decimal Price);

        public sealed class Trip : StepSaga<TripState>
        {
            public Trip({{parameters}}) => Flow<BookTrip>("test.trip", 1, (_, _) => { }, TripSaga.Define);
        }
        """;
}
