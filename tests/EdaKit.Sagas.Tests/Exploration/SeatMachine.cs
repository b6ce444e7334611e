using MassTransit;

namespace EdaKit.Sagas.Tests.Exploration;

public sealed record TakeSeat(Guid TripId);

public sealed record FindSeat(Guid TripId, bool IsWindow = true);

public sealed record SeatFound(Guid TripId, Guid Seat, bool IsWindow);

public sealed record SeatReminder(Guid TripId, bool IsLast);

public sealed record SeatDeadline(Guid TripId);

public sealed class SeatState : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }
    public string CurrentState { get; set; } = "";
    public Guid? Token { get; set; }
    public Guid Seat { get; set; }
    public Guid Second { get; set; }
    public DateTime? Day { get; set; }
}

/// <summary>Asks for a seat, and does with the answer what a test says. A reminder completes it, a deadline compensates it.</summary>
public sealed class SeatMachine : MassTransitStateMachine<SeatState>
{
    public SeatMachine(Func<SeatMachine, EventActivityBinder<SeatState, SeatFound>, EventActivityBinder<SeatState, SeatFound>> answered,
        Func<EventActivityBinder<SeatState, TakeSeat>, EventActivityBinder<SeatState, TakeSeat>>? started = null)
    {
        InstanceState(state => state.CurrentState);
        Event(() => Started, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => Found, e => e.CorrelateById(context => context.Message.TripId));
        Schedule(() => Reminder, state => state.Token, schedule =>
        {
            schedule.Delay = TimeSpan.FromSeconds(30);
            schedule.Received = e => e.CorrelateById(context => context.Message.TripId);
        });
        Schedule(() => Deadline, state => state.Token, schedule =>
        {
            schedule.Delay = TimeSpan.FromSeconds(30);
            schedule.Received = e => e.CorrelateById(context => context.Message.TripId);
        });

        Initially((started ?? (start => start.Publish(context => new FindSeat(context.Message.TripId))))(When(Started)).TransitionTo(Asked));
        During(Asked, answered(this, When(Found)));
        During(Waiting,
            When(Reminder.Received, context => !context.Message.IsLast).TransitionTo(Completed),
            When(Reminder.Received, context => context.Message.IsLast).TransitionTo(Compensated),
            When(Deadline.Received).TransitionTo(Compensated));

        OnUnhandledEvent(_ => Task.CompletedTask);
    }

    public State Asked { get; private set; } = null!;
    public State Waiting { get; private set; } = null!;
    public State Completed { get; private set; } = null!;
    public State Compensated { get; private set; } = null!;
    public Event<TakeSeat> Started { get; private set; } = null!;
    public Event<SeatFound> Found { get; private set; } = null!;
    public Schedule<SeatState, SeatReminder> Reminder { get; private set; } = null!;
    public Schedule<SeatState, SeatDeadline> Deadline { get; private set; } = null!;
}
