using EdaKit.Testing.Exploration;
using MassTransit;

namespace EdaKit.Sagas.Tests.Exploration;

/// <summary>A participant that crashes after its effect is kept and before its answer is sent gets the command again.</summary>
public sealed class SagaExplorerCrashTests
{
    private static readonly Guid Trip = new("00000000-0000-0000-0000-0000000000aa");

    [Fact]
    public async Task Answering_inbox_gives_the_answer_again()
    {
        var result = await Seats(Protections.AnsweringInbox).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
        Assert.Equal(["Completed"], result.Ends.Keys);
    }

    [Fact]
    public async Task Plain_inbox_lets_the_saga_wait_forever()
    {
        var result = await Seats(Protections.Inbox).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("stuck in 'Asked'", result.Violation, StringComparison.Ordinal);
        Assert.Equal(["TakeSeat reaches the saga", "seats handles FindSeat and crashes before it answers", "seats knows FindSeat"], result.Steps);
    }

    [Fact]
    public async Task Without_an_inbox_the_effect_happens_twice()
    {
        var result = await Seats(Protections.None).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains("one seat is taken", result.Violation, StringComparison.Ordinal);
        Assert.Equal(["TakeSeat reaches the saga", "seats handles FindSeat and crashes before it answers", "seats handles FindSeat"], result.Steps);
    }

    [Fact]
    public async Task Without_crashes_a_plain_inbox_is_enough()
    {
        var result = await Seats(Protections.Inbox).Budget(new() { Duplicates = 0, Crashes = 0, Faults = 0 }).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.Holds, result.ToString());
    }

    private static SagaExploration<SeatState> Seats(Protections protections) =>
        SagaExplorer.Of(new SeatMachine((machine, found) => found.TransitionTo(machine.Completed))).Begin(new TakeSeat(Trip))
            .Participant("seats", seats => seats.Protected(protections).Command<FindSeat>("seat", find => new SeatFound(find.TripId, Trip, true)))
            .Always("one seat is taken", moment => moment.Count("seat") <= 1)
            .Budget(new() { Duplicates = 0, Faults = 0 });
}
