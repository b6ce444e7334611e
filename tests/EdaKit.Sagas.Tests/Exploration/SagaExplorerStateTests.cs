using EdaKit.Testing.Exploration;
using MassTransit;

namespace EdaKit.Sagas.Tests.Exploration;

/// <summary>Which moments of a run the explorer takes for one.</summary>
public sealed class SagaExplorerStateTests
{
    private static readonly Guid Trip = new("00000000-0000-0000-0000-0000000000aa");
    private static readonly Guid Window = new("00000000-0000-0000-0000-0000000000b1");
    private static readonly Guid Aisle = new("00000000-0000-0000-0000-0000000000b2");
    private static readonly DateTime Day = new(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Ids_that_no_message_bears_are_different_when_their_values_are()
    {
        var result = await Seat((_, found) => found.Then(context => context.Saga.Seat = context.Message.Seat))
            .Invariant("every seat is a window seat", end => end.Saga.Seat == Window)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("every seat is a window seat", result.Violation, StringComparison.Ordinal);
        await ShouldHoldAsync((_, found) => found.Then(context => context.Saga.Seat = Window), "every seat is a window seat", end => end.Saga.Seat == Window);
    }

    [Fact]
    public async Task Ids_that_the_machine_writes_down_are_different_when_their_values_are()
    {
        var result = await Seat((_, found) => found.Then(context => context.Saga.Seat = context.Message.IsWindow ? Trip : Aisle))
            .Invariant("every seat is the trip's", end => end.Saga.Seat == Trip)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("every seat is the trip's", result.Violation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_that_are_made_anew_are_one_or_two()
    {
        var result = await Seat((_, found) => found.Then(context =>
            {
                context.Saga.Seat = Guid.NewGuid();
                context.Saga.Second = context.Message.IsWindow ? Guid.NewGuid() : context.Saga.Seat;
            }))
            .Invariant("nobody has two seats under one id", end => end.Saga.Seat != end.Saga.Second)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("nobody has two seats under one id", result.Violation, StringComparison.Ordinal);
        await ShouldHoldAsync((_, found) => found.Then(context => (context.Saga.Seat, context.Saga.Second) = (Guid.NewGuid(), Guid.NewGuid())),
            "nobody has two seats under one id", end => end.Saga.Seat != end.Saga.Second);
    }

    [Fact]
    public async Task Ids_that_are_made_anew_do_not_make_a_state_of_their_own()
    {
        var made = await Seat((_, found) => found.Then(context => context.Saga.Seat = Guid.NewGuid())).RunAsync(TestContext.Current.CancellationToken);
        var given = await Seat((_, found) => found.Then(context => context.Saga.Seat = Window)).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(made.Holds, made.ToString());
        Assert.Equal(given.States, made.States);
    }

    [Fact]
    public async Task Days_in_the_past_are_different_when_their_values_are()
    {
        var result = await Seat((_, found) => found.Then(context => context.Saga.Day = context.Message.IsWindow ? Day : Day.AddDays(1)))
            .Invariant("every trip is on the first", end => end.Saga.Day == Day)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("every trip is on the first", result.Violation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timers_at_one_time_are_different_when_their_types_are()
    {
        var result = await Waiting((machine, found) => found.IfElse(context => context.Message.IsWindow,
                window => window.Schedule(machine.Reminder, context => new SeatReminder(context.Message.TripId, false)),
                aisle => aisle.Schedule(machine.Deadline, context => new SeatDeadline(context.Message.TripId))))
            .Invariant("every trip completes", end => end.State == "Completed")
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("every trip completes", result.Violation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timers_at_one_time_are_different_when_their_contents_are()
    {
        var result = await Waiting((machine, found) => found.Schedule(machine.Reminder, context => new SeatReminder(context.Message.TripId, !context.Message.IsWindow)))
            .Invariant("every trip completes", end => end.State == "Completed")
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("every trip completes", result.Violation, StringComparison.Ordinal);

        var control = await Waiting((machine, found) => found.Schedule(machine.Reminder, context => new SeatReminder(context.Message.TripId, false)))
            .Invariant("every trip completes", end => end.State == "Completed")
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(control.Holds, control.ToString());
    }

    [Fact]
    public async Task Search_that_ends_with_a_violation_is_not_complete()
    {
        var result = await Seat((_, found) => found).Invariant("nothing ends", _ => false).RunAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(result.Violation);
        Assert.False(result.IsComplete);
        Assert.False(result.Holds);
    }

    [Fact]
    public async Task Search_that_needs_just_the_states_it_has_is_complete()
    {
        var free = await Seat((_, found) => found).RunAsync(TestContext.Current.CancellationToken);
        var tight = await Seat((_, found) => found).Budget(new() { Duplicates = 0, Crashes = 0, Faults = 0, Timeouts = 0, States = free.States }).RunAsync(TestContext.Current.CancellationToken);
        var scarce = await Seat((_, found) => found).Budget(new() { Duplicates = 0, Crashes = 0, Faults = 0, Timeouts = 0, States = free.States - 1 }).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(tight.Holds, tight.ToString());
        Assert.False(scarce.IsComplete);
    }

    private static async Task ShouldHoldAsync(Func<SeatMachine, EventActivityBinder<SeatState, SeatFound>, EventActivityBinder<SeatState, SeatFound>> answered,
        string name, Func<ExplorationMoment<SeatState>, bool> holds)
    {
        var result = await Seat(answered).Invariant(name, holds).RunAsync(TestContext.Current.CancellationToken);
        Assert.True(result.Holds, result.ToString());
    }

    private static SagaExploration<SeatState> Seat(Func<SeatMachine, EventActivityBinder<SeatState, SeatFound>, EventActivityBinder<SeatState, SeatFound>> answered) =>
        Explore(new SeatMachine((machine, found) => answered(machine, found).TransitionTo(machine.Completed), AskTwice));

    private static SagaExploration<SeatState> Waiting(Func<SeatMachine, EventActivityBinder<SeatState, SeatFound>, EventActivityBinder<SeatState, SeatFound>> answered) =>
        Explore(new SeatMachine((machine, found) => answered(machine, found).TransitionTo(machine.Waiting), AskTwice));

    // The first answer counts and the second one is ignored, so that which one it was shows in the state alone.
    private static EventActivityBinder<SeatState, TakeSeat> AskTwice(EventActivityBinder<SeatState, TakeSeat> started) => started
        .Publish(context => new FindSeat(context.Message.TripId, true)).Publish(context => new FindSeat(context.Message.TripId, false));

    private static SagaExploration<SeatState> Explore(SeatMachine machine) => SagaExplorer.Of(machine).Begin(new TakeSeat(Trip))
        .Participant("seats", seats => seats.Command<FindSeat>("seat", find => new SeatFound(Trip, find.IsWindow ? Window : Aisle, find.IsWindow)))
        .Budget(new() { Duplicates = 0, Crashes = 0, Faults = 0, Timeouts = 0 });
}
