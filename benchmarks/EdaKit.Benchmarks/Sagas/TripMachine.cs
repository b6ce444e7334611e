using MassTransit;

namespace EdaKit.Benchmarks.Sagas;

/// <summary>
/// The same trip by hand: the same commands, answers, faults, compensations and timer. It tries nothing again, cannot be resumed, and a late answer goes to the error
/// queue: what a machine by hand mostly leaves out.
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
        Event(() => FlightIsCancelled, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => HotelIsCancelled, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => FlightFailed, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => HotelFailed, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => CardFailed, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => TicketsFailed, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => FlightUndoFailed, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => HotelUndoFailed, e => e.CorrelateById(context => context.Message.Message.TripId));
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

        DuringAny(When(Timer.Received).TransitionTo(Parked));
        WhenSomethingFails();
    }

    public State Flight { get; private set; } = null!;
    public State Hotel { get; private set; } = null!;
    public State Payment { get; private set; } = null!;
    public State Tickets { get; private set; } = null!;
    public State Completed { get; private set; } = null!;
    public State FlightUndo { get; private set; } = null!;
    public State HotelUndo { get; private set; } = null!;
    public State Compensated { get; private set; } = null!;
    public State Parked { get; private set; } = null!;
    public Event<BookTrip> Started { get; private set; } = null!;
    public Event<FlightBooked> FlightIsBooked { get; private set; } = null!;
    public Event<HotelBooked> HotelIsBooked { get; private set; } = null!;
    public Event<CardCharged> CardIsCharged { get; private set; } = null!;
    public Event<TicketsSent> TicketsAreSent { get; private set; } = null!;
    public Event<FlightCancelled> FlightIsCancelled { get; private set; } = null!;
    public Event<HotelCancelled> HotelIsCancelled { get; private set; } = null!;
    public Event<Fault<BookFlight>> FlightFailed { get; private set; } = null!;
    public Event<Fault<BookHotel>> HotelFailed { get; private set; } = null!;
    public Event<Fault<ChargeCard>> CardFailed { get; private set; } = null!;
    public Event<Fault<SendTickets>> TicketsFailed { get; private set; } = null!;
    public Event<Fault<CancelFlight>> FlightUndoFailed { get; private set; } = null!;
    public Event<Fault<CancelHotel>> HotelUndoFailed { get; private set; } = null!;
    public Schedule<TripMachineState, TripOverdue> Timer { get; private set; } = null!;

    private void WhenSomethingFails()
    {
        During(Flight, When(FlightFailed).ThenAsync(context => AskAsync(context, new CancelFlight(context.Saga.CorrelationId))).TransitionTo(FlightUndo));
        During(Hotel, When(HotelFailed).ThenAsync(context => AskAsync(context, new CancelHotel(context.Saga.CorrelationId))).TransitionTo(HotelUndo));
        During(HotelUndo,
            When(HotelIsCancelled).ThenAsync(context => AskAsync(context, new CancelFlight(context.Saga.CorrelationId))).TransitionTo(FlightUndo),
            When(HotelUndoFailed).TransitionTo(Parked));
        During(FlightUndo,
            When(FlightIsCancelled).Unschedule(Timer).TransitionTo(Compensated),
            When(FlightUndoFailed).TransitionTo(Parked));
        During(Payment, When(CardFailed).TransitionTo(Parked));
        During(Tickets, When(TicketsFailed).TransitionTo(Parked));
    }

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
