using EdaKit.Testing.Exploration;
using MassTransit;

namespace EdaKit.Sagas.Tests.Exploration;

/// <summary>Where messages go, and what the explorer says where they do not arrive.</summary>
public sealed class SagaExplorerMessageTests
{
    private static readonly Guid Trip = new("00000000-0000-0000-0000-0000000000aa");

    [Fact]
    public async Task Two_commands_of_a_machine_are_two_for_the_inbox()
    {
        var result = await Seats(new((machine, found) => found.TransitionTo(machine.Completed),
                started => started.Publish(context => new FindSeat(context.Message.TripId, true)).Publish(context => new FindSeat(context.Message.TripId, false))))
            .Invariant("both seats are found", end => end.Count("seat") == 2)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
    }

    [Fact]
    public async Task Message_that_a_participant_and_the_saga_listen_to_reaches_both()
    {
        var result = await Seats(new((machine, found) => found.TransitionTo(machine.Completed)))
            .Participant("mail", mail => mail.Command<SeatFound>("mail", found => new SeatDeadline(found.TripId)))
            .Invariant("the saga completes and the mail is sent", end => end.State == "Completed" && end.Count("mail") == 1)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
    }

    [Fact]
    public async Task Message_that_two_participants_listen_to_reaches_both()
    {
        var result = await Seats(new((machine, found) => found.TransitionTo(machine.Completed)))
            .Participant("statistics", statistics => statistics.Command<FindSeat>("count", find => new SeatDeadline(find.TripId)))
            .Invariant("the seat is found and counted", end => end.Count("seat") == 1 && end.Count("count") == 1)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
    }

    [Fact]
    public async Task Machine_that_throws_is_found_with_what_it_threw()
    {
        var result = await Seats(new((machine, found) => found.Then(_ => throw new InvalidOperationException("no plan of the cabin")).TransitionTo(machine.Completed)))
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("System.InvalidOperationException: no plan of the cabin", result.Violation, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: no plan of the cabin", result.Steps[^1], StringComparison.Ordinal);
        Assert.Equal(3, result.Steps.Count);
    }

    [Fact]
    public async Task Machine_that_does_not_accept_a_message_is_found()
    {
        var result = await SagaExplorer.Of(new StrictMachine()).Begin(new TakeSeat(Trip)).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("MassTransit.UnhandledEventException", result.Violation, StringComparison.Ordinal);
        Assert.Equal(["TakeSeat is duplicated", "TakeSeat reaches the saga"], result.Steps.Take(2));
    }

    [Fact]
    public async Task Message_to_an_address_reaches_the_participant_that_handles_it()
    {
        var result = await Seats(new((machine, found) => found.TransitionTo(machine.Completed),
                started => started.Send(new Uri("queue:seats"), context => new FindSeat(context.Message.TripId))))
            .Invariant("the seat is found", end => end.State == "Completed" && end.Count("seat") == 1)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
    }

    [Fact]
    public async Task Message_to_an_address_reaches_no_other_participant()
    {
        var result = await Seats(new((machine, found) => found.TransitionTo(machine.Completed),
                started => started.Send(new Uri("queue:seats"), context => new FindSeat(context.Message.TripId))))
            .Participant("statistics", statistics => statistics.Command<FindSeat>("count", find => new SeatDeadline(find.TripId)))
            .Invariant("nobody else is told", end => end.Count("count") == 0)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
    }

    [Fact]
    public async Task Message_to_an_address_that_names_neither_of_two_participants_is_refused()
    {
        var search = Seats(new((machine, found) => found.TransitionTo(machine.Completed),
                started => started.Send(new Uri("queue:other"), context => new FindSeat(context.Message.TripId))))
            .Participant("statistics", statistics => statistics.Command<FindSeat>("count", find => new SeatDeadline(find.TripId)));

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => search.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("'queue:other'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'seats', 'statistics'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sent))]
    public async Task Message_is_followed_however_it_is_sent(string name, Func<EventActivityBinder<SeatState, TakeSeat>, EventActivityBinder<SeatState, TakeSeat>> send)
    {
        var result = await Seats(new((machine, found) => found.TransitionTo(machine.Completed), send))
            .Invariant("the seat is found", end => end.State == "Completed" && end.Count("seat") == 1)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, $"{name}: {result}");
    }

    public static TheoryData<string, Func<EventActivityBinder<SeatState, TakeSeat>, EventActivityBinder<SeatState, TakeSeat>>> Sent => new()
    {
        { "Publish", started => started.Publish(context => new FindSeat(context.Message.TripId)) },
        { "Send", started => started.Send(new Uri("queue:seats"), context => new FindSeat(context.Message.TripId)) },
        { "Respond", started => started.Respond(context => new FindSeat(context.Message.TripId)) },
        { "Publish of the context", started => started.ThenAsync(context => context.Publish(new FindSeat(context.Message.TripId))) },
        { "Publish of an object", started => started.ThenAsync(context => context.Publish((object)new FindSeat(context.Message.TripId))) },
        { "Send of the context", started => started.ThenAsync(context => context.Send(new Uri("queue:seats"), new FindSeat(context.Message.TripId))) },
        { "RespondAsync", started => started.ThenAsync(context => context.RespondAsync(new FindSeat(context.Message.TripId))) },
    };

    [Fact]
    public async Task Message_that_is_redelivered_comes_back_later()
    {
        var result = await Seats(new((machine, found) => found.IfElse(context => context.Saga.Second == Guid.Empty,
                first => first.Then(context => context.Saga.Second = Trip).ThenAsync(context => context.Redeliver(TimeSpan.FromSeconds(1))),
                second => second.TransitionTo(machine.Completed))))
            .Budget(new() { Duplicates = 0, Crashes = 0, Faults = 0 }).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
        Assert.Equal(["Completed"], result.Ends.Keys);
    }

    [Theory]
    [MemberData(nameof(PassedOn))]
    public async Task Message_that_is_passed_on_as_it_came_is_refused(string name, Func<BehaviorContext<SeatState, SeatFound>, Task> passOn)
    {
        var search = Seats(new((machine, found) => found.ThenAsync(context => passOn(context)).TransitionTo(machine.Completed)));

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => search.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("Use a Schedule", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<BehaviorContext<SeatState, SeatFound>, Task>> PassedOn => new()
    {
        { "Defer", context => context.Defer(TimeSpan.FromSeconds(1)) },
        { "Forward", context => context.Forward(new Uri("queue:other")) },
    };

    [Fact]
    public async Task Delay_of_a_message_to_others_is_refused()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => Seats(Delaying((_, found) => found)).RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("'SeatReminder'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Declare a Schedule", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_call_ends_the_search_also_where_the_machine_catches_it()
    {
        var search = Seats(Delaying((machine, found) => found.Catch<Exception>(caught => caught.TransitionTo(machine.Compensated)))).MachineMayThrow();

        await Assert.ThrowsAsync<NotSupportedException>(() => search.RunAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Machine_that_may_throw_loses_its_message()
    {
        var machine = new SeatMachine((machine, found) => found.Then(_ => throw new InvalidOperationException("no plan of the cabin")).TransitionTo(machine.Completed));
        var result = await Seats(machine).MachineMayThrow().RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("stuck in 'Asked'", result.Violation, StringComparison.Ordinal);
        Assert.Equal("SeatFound goes to the error queue of the saga: System.InvalidOperationException: no plan of the cabin", result.Steps[^1]);
    }

    private static SeatMachine Delaying(Func<SeatMachine, EventActivityBinder<SeatState, SeatFound>, EventActivityBinder<SeatState, SeatFound>> then) =>
        new((machine, found) => then(machine, found.ThenAsync(context => context.Publish(new SeatReminder(Trip, false), sending => sending.Delay = TimeSpan.FromSeconds(1)))));

    private static SagaExploration<SeatState> Seats(SeatMachine machine) => SagaExplorer.Of(machine).Begin(new TakeSeat(Trip))
        .Participant("seats", seats => seats.Command<FindSeat>("seat", find => new SeatFound(find.TripId, Trip, true)))
        .Budget(new() { Faults = 0 });

    private sealed class StrictMachine : MassTransitStateMachine<SeatState>
    {
        public StrictMachine()
        {
            InstanceState(state => state.CurrentState);
            Event(() => Started, e => e.CorrelateById(context => context.Message.TripId));
            Initially(When(Started).TransitionTo(Completed));
        }

        public State Completed { get; private set; } = null!;
        public Event<TakeSeat> Started { get; private set; } = null!;
    }
}
