namespace EdaKit.Sagas.Tests.Analyzers;

public sealed class When_a_flow_would_not_decide_the_same_again
{
    [Theory]
    [InlineData("state => new BookFlight(_field)", "EDA2102 _field")]
    [InlineData("state => new BookFlight(this._field)", "EDA2102 this")]
    [InlineData("state => new BookFlight(Property)", "EDA2102 Property")]
    [InlineData("state => OfSaga(state)", "EDA2102 OfSaga")]
    [InlineData("OfSaga", "EDA2102 OfSaga")]
    [InlineData("state => new BookFlight(given)", "EDA2102 given")]
    [InlineData("state => new BookFlight(local)", "EDA2102 local")]
    [InlineData("state => new BookFlight(changing)", "EDA2102 changing")]
    [InlineData("state => new BookFlight(list[0])", "EDA2102 list")]
    [InlineData("state => { list.Add(state.CorrelationId); return new(state.CorrelationId); }", "EDA2102 list")]
    [InlineData("state => new BookFlight(Changeable)", "EDA2102 Changeable")]
    [InlineData("state => new BookFlight(ChangeableProperty)", "EDA2102 ChangeableProperty")]
    [InlineData("state => new[] { state }.Select(one => new BookFlight(_field)).Single()", "EDA2102 _field")]
    [InlineData("state => new BookFlight(Guid.NewGuid())", "EDA2103 Guid.NewGuid()")]
    [InlineData("state => new BookFlight(NewId.NextGuid())", "EDA2103 NewId.NextGuid()")]
    [InlineData("state => DateTime.UtcNow.Hour > 12 ? new(state.CorrelationId) : new(Guid.Empty)", "EDA2103 DateTime.UtcNow")]
    [InlineData("state => DateTimeOffset.Now.Hour > 12 ? new(state.CorrelationId) : new(Guid.Empty)", "EDA2103 DateTimeOffset.Now")]
    [InlineData("state => TimeProvider.System.GetUtcNow().Hour > 12 ? new(state.CorrelationId) : new(Guid.Empty)", "EDA2103 TimeProvider.System")]
    [InlineData("state => Random.Shared.Next() > 12 ? new(state.CorrelationId) : new(Guid.Empty)", "EDA2103 Random.Shared")]
    [InlineData("state => new Random().Next() > 12 ? new(state.CorrelationId) : new(Guid.Empty)", "EDA2103 new Random()")]
    [InlineData("state => Environment.ProcessorCount > 12 ? new(state.CorrelationId) : new(Guid.Empty)", "EDA2103 Environment.ProcessorCount")]
    [InlineData("state => new BookFlight(Drawn())", "EDA2103 Guid.NewGuid()")]
    [InlineData("state => new BookFlight(DrawnProperty)", "EDA2103 Guid.NewGuid()")]
    [InlineData("Throwing", "EDA2103 Guid.NewGuid()")]
    [InlineData("state => InMethod(state)", "EDA2103 Guid.NewGuid()")]
    public async Task Should_warn_at_the_place(string command, string found) => Assert.Equal([found], await SagaSource.FindAsync(Saga(command)));

    [Theory]
    [InlineData("state => new BookFlight(state.CorrelationId)")]
    [InlineData("state => { var id = state.CorrelationId; id = Guid.Empty; return new(id); }")]
    [InlineData("state => new BookFlight(Fixed)")]
    [InlineData("state => new BookFlight(FixedProperty)")]
    [InlineData("state => new BookFlight(fixedLocal)")]
    [InlineData("state => Number > constant ? new(state.CorrelationId) : new(Guid.Empty)")]
    [InlineData("state => nameof(_field) == nameof(given) ? new(state.CorrelationId) : new(Guid.Empty)")]
    [InlineData("state => state.Seat == Environment.NewLine ? new(state.CorrelationId) : new(Guid.Empty)")]
    [InlineData("state => new Random(12).Next() > 12 ? new(state.CorrelationId) : new(Guid.Empty)")]
    [InlineData("state => DateTime.UnixEpoch < DateTime.MaxValue ? new(state.CorrelationId) : new(Guid.Empty)")]
    [InlineData("state => new List<BookFlight> { new(state.CorrelationId) } is [var only] ? only : new(Guid.Empty)")]
    [InlineData("Steady")]
    [InlineData("state => Steady(state)")]
    [InlineData("state => Recursive(state, 1)")]
    [InlineData("make")]
    public async Task Should_be_silent_of_what_is_the_same_in_each_process(string command) => Assert.Empty(await SagaSource.FindAsync(Saga(command)));

    [Theory]
    [InlineData("flow.WhenCompleted(state => new TripBooked(given));")]
    [InlineData("flow.WhenCompensated(state => new TripFailed(given));")]
    [InlineData("flow.Correlate<BookTrip>(start => given);")]
    [InlineData("flow.Lock(state => [given.ToString()]);")]
    [InlineData("flow.Step(\"Flight\").When(state => given == state.CorrelationId);")]
    [InlineData("flow.Step(\"Flight\").Success<FlightBooked>((state, booked) => state.Seat = given.ToString());")]
    [InlineData("flow.Step(\"Flight\").Failure<FlightRefused>((state, refused) => state.Seat = given.ToString());")]
    [InlineData("flow.Step(\"Flight\").Compensate<CancelFlight, FlightCancelled>(state => new(given, null), StepRetry.None);")]
    [InlineData("flow.Parallel(\"Ground\", ground => ground.Step(\"Hotel\").Command(state => new BookHotel(given)));")]
    public async Task Should_know_each_function(string declaration) =>
        Assert.Equal(["EDA2102 given"], await SagaSource.FindAsync(Saga("Steady", declaration)));

    [Fact]
    public async Task Should_look_at_the_function_that_begins() => Assert.Equal(["EDA2103 DateTime.Now"], await SagaSource.FindAsync("""
        public sealed class Trip : StepSaga<TripState>
        {
            public Trip() => Flow<BookTrip>("test.trip", 1, Begin, TripSaga.Define);

            private static void Begin(TripState state, BookTrip start) => state.Seat = $"{DateTime.Now}";
        }
        """));

    [Fact]
    public async Task Should_look_at_a_flow_that_is_declared_elsewhere() => Assert.Equal(["EDA2103 Guid.NewGuid()"], await SagaSource.FindAsync("""
        public static class Trips
        {
            public static void Define(FlowBuilder<TripState> flow) => flow.Step("Flight").Command(state => new BookFlight(Guid.NewGuid()));
        }
        """));

    [Fact]
    public async Task Should_tell_the_fault_of_a_method_once() => Assert.Equal(["EDA2103 Guid.NewGuid()"],
        await SagaSource.FindAsync(Saga("state => new BookFlight(Drawn())", "flow.WhenCompleted(state => new TripBooked(Drawn()));")));

    [Fact]
    public async Task Should_tell_a_saga_in_a_class_once() => Assert.Equal(["EDA2102 given"], await SagaSource.FindAsync("""
        public static class Trips
        {
            public sealed class Trip : StepSaga<TripState>
            {
                public Trip(Guid given) => Flow<BookTrip>("test.trip", 1, (_, _) => { }, flow => flow.Step("Flight").Command(state => new BookFlight(given)));
            }
        }
        """));

    [Fact]
    public async Task Should_let_the_declaration_use_what_it_likes() => Assert.Empty(await SagaSource.FindAsync("""
        public class Trip : StepSaga<TripState>
        {
            private static readonly string[] Cities = ["Rome", "Oslo"];
            private readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

            protected Trip(bool hasHotel, string city) => Flow<BookTrip>("test.trip", 1, (_, _) => { }, flow =>
            {
                var queue = new Uri("queue:flights");
                var flight = flow.Timeout(_patience).Step("Flight").Command(state => new BookFlight(state.CorrelationId), queue);
                flight.Success<FlightBooked>();

                if (hasHotel)
                    Hotel(flow, $"Hotel in {city}");

                foreach (var other in Cities)
                    flow.Step(other).Success<HotelBooked>((state, _) => state.Seat = other);

                flow.Parallel("Ground", ground => Hotel(ground, "Other hotel"));
            });

            private static void Hotel(FlowBuilder<TripState> flow, string name) => flow.Step(name).Success<HotelBooked>((state, _) => state.Seat = name);

            private static void Hotel(ParallelBuilder<TripState> ground, string name) => ground.Step(name).When(state => state.Seat != name);
        }
        """));

    /// <summary>So it stands in an editor while somebody types.</summary>
    [Theory]
    [InlineData("int max = max + 1;")]
    [InlineData("int a = b; int b = a; int max = a;")]
    [InlineData("Func<int, int> again = n => again(n - 1); int max = again(1)")]
    public async Task Should_end_where_a_local_is_made_of_itself(string locals) =>
        Assert.Empty(await SagaSource.DiagnoseAsync(Saga("Steady", $"{{ {locals}; flow.Step(\"Hotel\").When(state => state.Seat!.Length > max); }}"), isWhole: false));

    /// <summary>Each is asked for once, and not each time that another one needs it.</summary>
    [Fact]
    public async Task Should_end_where_locals_are_made_of_each_other()
    {
        var locals = string.Concat(Enumerable.Range(1, 60).Select(number => $"var n{number} = n{number - 1} + n{number - 1}; "));

        Assert.Empty(await SagaSource.FindAsync(Saga("Steady", $"var n0 = 1; {locals} flow.Step(\"Hotel\").When(state => state.Seat!.Length > n60);")));
    }

    [Fact]
    public async Task Should_warn_of_the_counter_of_a_loop() => Assert.Equal(["EDA2102 i"], await SagaSource.FindAsync("""
        public static class Trips
        {
            public static void Define(FlowBuilder<TripState> flow)
            {
                for (var i = 0; i < 3; i++)
                    flow.Step($"Hotel {i}").Success<HotelBooked>((state, _) => state.Seat = $"{i}");
            }
        }
        """));

    [Fact]
    public async Task Should_leave_what_stands_beside_the_flow_alone() => Assert.Empty(await SagaSource.FindAsync("""
        public sealed class Trip : StepSaga<TripState>
        {
            public Trip()
            {
                Flow<BookTrip>("test.trip", 1, (_, _) => { }, TripSaga.Define);
                WhenEnter(Completed, completed => completed.Then(context => context.Saga.Seat = $"{Guid.NewGuid()} {Name}"));
            }
        }
        """));

    [Theory]
    [InlineData("state => new BookFlight(_field)",
        "The function for 'Command' uses '_field', a member of 'Trip', which may be another one when the message comes again. "
        + "Take it from the state or the message, or make it a constant.")]
    [InlineData("state => new BookFlight(Guid.NewGuid())",
        "The function for 'Command' uses 'Guid.NewGuid', which gives something else each time or in each process. "
        + "Let the start or an answer bring it, and keep it in the state.")]
    public async Task Should_say_the_fact_and_the_remedy(string command, string message) =>
        Assert.Equal(message, Assert.Single(await SagaSource.DiagnoseAsync(Saga(command))).GetMessage(null));

    private static string Saga(string command, string declaration = "") => $$"""
        public sealed class Trip : StepSaga<TripState>
        {
            private const int Number = 1;
            private static readonly Guid Fixed = Guid.Empty;
            private static Guid Changeable = Guid.Empty;
            private readonly Guid _field;

            public Trip(Guid given)
            {
                const int constant = 2;
                var list = new List<Guid>();
                var local = given;
                var fixedLocal = new Guid("6a4b0e0a-66cf-4c54-8cde-2b5a4d4a2c11");
                var changing = Guid.Empty;
                Func<TripState, BookFlight> make = state => new(state.CorrelationId);
                _field = given;

                Flow<BookTrip>("test.trip", 1, (_, _) => { }, flow =>
                {
                    flow.Step("First").Command<BookFlight>({{command}}).Success<FlightBooked>();
                    {{declaration}}
                });

                changing = given;
                BookFlight InMethod(TripState state) => new(Guid.NewGuid());
            }

            private static Guid ChangeableProperty { get; set; }
            private static Guid FixedProperty { get; } = Guid.Empty;
            private static Guid DrawnProperty => Guid.NewGuid();
            private Guid Property { get; }

            private BookFlight OfSaga(TripState state) => new(state.CorrelationId);
            private static BookFlight Steady(TripState state) => new(state.CorrelationId);
            private static BookFlight Throwing(TripState state) => new(Drawn());
            private static Guid Drawn() => Guid.NewGuid();
            private static BookFlight Recursive(TripState state, int depth) => depth > 3 ? new(state.CorrelationId) : Recursive(state, depth + 1);
        }
        """;
}
