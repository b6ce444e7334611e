using MassTransit;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>
/// The same trip by hand, when all goes well: the same commands, answers and timer. It undoes nothing, tries nothing again, and does not know a late answer from a
/// timely one.
/// </summary>
internal sealed class TripMachine : MassTransitStateMachine<TripMachineState>
{
    public TripMachine()
    {
        InstanceState(trip => trip.CurrentState);
        Event(() => Started, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => FlightIsBooked, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => HotelIsBooked, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => CardIsCharged, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => TicketsAreSent, e => e.CorrelateById(context => context.Message.TripId));
        Schedule(() => Timer, trip => trip.TimerToken, schedule =>
        {
            schedule.Delay = Trips.Timeout;
            schedule.Received = e => e.CorrelateById(context => context.Message.TripId);
        });

        Initially(When(Started)
            .Then(context => context.Saga.Traveller = context.Message.Traveller)
            .ThenAsync(context => AskAsync(context, new BookFlight(context.Saga.CorrelationId, context.Saga.Traveller)))
            .Schedule(Timer, context => new TripOverdue(context.Saga.CorrelationId))
            .TransitionTo(Flight));

        During(Flight, When(FlightIsBooked)
            .Then(context => context.Saga.FlightReference = context.Message.Reference)
            .ThenAsync(context => AskAsync(context, new BookHotel(context.Saga.CorrelationId, context.Saga.Traveller)))
            .TransitionTo(Hotel));

        During(Hotel, When(HotelIsBooked)
            .ThenAsync(context => AskAsync(context, new ChargeCard(context.Saga.CorrelationId, Trips.Price)))
            .TransitionTo(Payment));

        During(Payment, When(CardIsCharged)
            .ThenAsync(context => AskAsync(context, new SendTickets(context.Saga.CorrelationId, context.Saga.FlightReference)))
            .TransitionTo(Tickets));

        // An ended instance stays, as one in steps does.
        During(Tickets, When(TicketsAreSent)
            .Publish(context => new TripBooked(context.Saga.CorrelationId))
            .Unschedule(Timer)
            .TransitionTo(Completed));

        DuringAny(When(Timer.Received).TransitionTo(Overdue));
    }

    public State Flight { get; private set; } = null!;
    public State Hotel { get; private set; } = null!;
    public State Payment { get; private set; } = null!;
    public State Tickets { get; private set; } = null!;
    public State Completed { get; private set; } = null!;
    public State Overdue { get; private set; } = null!;
    public Event<BookTrip> Started { get; private set; } = null!;
    public Event<FlightBooked> FlightIsBooked { get; private set; } = null!;
    public Event<HotelBooked> HotelIsBooked { get; private set; } = null!;
    public Event<CardCharged> CardIsCharged { get; private set; } = null!;
    public Event<TicketsSent> TicketsAreSent { get; private set; } = null!;
    public Schedule<TripMachineState, TripOverdue> Timer { get; private set; } = null!;

    private static Task AskAsync<T>(BehaviorContext<TripMachineState> context, T command)
        where T : class => context.Publish(command, Pipe.Execute<SendContext<T>>(sending =>
        {
            sending.CorrelationId = context.Saga.CorrelationId;
            sending.ResponseAddress = context.ReceiveContext.InputAddress;
            sending.FaultAddress = context.ReceiveContext.InputAddress;
        }), context.CancellationToken);
}

/// <summary>The state of a trip by hand.</summary>
internal sealed class TripMachineState : SagaStateMachineInstance, ISagaVersion
{
    public Guid CorrelationId { get; set; }
    public int Version { get; set; }
    public string CurrentState { get; set; } = "";
    public string Traveller { get; set; } = "";
    public string? FlightReference { get; set; }
    public Guid? TimerToken { get; set; }
}
