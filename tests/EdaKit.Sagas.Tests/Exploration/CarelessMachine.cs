using EdaKit.Sagas.Tests.Support;
using MassTransit;

namespace EdaKit.Sagas.Tests.Exploration;

/// <summary>What a careless hand does wrong.</summary>
public enum Carelessness
{
    None,
    PivotFaultIsRefusal,
    WrongUndoOrder,
    LateSuccessIsLost,
}

public sealed class CarelessState : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }
    public string CurrentState { get; set; } = "";
    public Guid? Token { get; set; }
}

public sealed record HotelIsLate(Guid TripId);

/// <summary>Flight, hotel, payment on a plain state machine, with one mistake.</summary>
public sealed class CarelessMachine : MassTransitStateMachine<CarelessState>
{
    public CarelessMachine(Carelessness carelessness)
    {
        InstanceState(state => state.CurrentState);
        Event(() => Started, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => Flight, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => Hotel, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => Charged, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => Refused, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => ChargeFault, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => FlightFault, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => HotelFault, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => CancelHotelFault, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => CancelFlightFault, e => e.CorrelateById(context => context.Message.Message.TripId));
        Event(() => HotelGone, e => e.CorrelateById(context => context.Message.TripId));
        Event(() => FlightGone, e => e.CorrelateById(context => context.Message.TripId));
        Schedule(() => Late, state => state.Token, schedule =>
        {
            schedule.Delay = TimeSpan.FromSeconds(30);
            schedule.Received = e => e.CorrelateById(context => context.Message.TripId);
        });

        Initially(When(Started).Publish(context => new BookFlight(context.Message.TripId)).TransitionTo(Booking));
        During(Booking, When(Flight).Publish(context => new BookHotel(context.Message.TripId))
            .Schedule(Late, context => new HotelIsLate(context.Message.TripId)).TransitionTo(Waiting));
        During(Waiting,
            When(Hotel).Unschedule(Late).Publish(context => new ChargeCard(context.Message.TripId)).TransitionTo(Paying));
        During(Paying, When(Charged).TransitionTo(Completed));
        During(Booking, When(FlightFault).TransitionTo(Parked));
        During(Waiting, When(HotelFault).TransitionTo(Parked));
        During(UndoingHotel, When(CancelHotelFault).TransitionTo(Parked));
        During(UndoingFlight, When(CancelFlightFault).TransitionTo(Parked));

        if (carelessness == Carelessness.WrongUndoOrder)
        {
            During(Paying, When(Refused).Publish(context => new CancelFlight(context.Message.TripId, null)).TransitionTo(UndoingFlight));
            During(UndoingFlight, When(FlightGone).Publish(context => new CancelHotel(context.Message.TripId)).TransitionTo(UndoingHotel));
            During(UndoingHotel, When(HotelGone).TransitionTo(Compensated));
        }
        else
        {
            During(Paying, When(Refused).Publish(context => new CancelHotel(context.Message.TripId)).TransitionTo(UndoingHotel));
            During(UndoingHotel, When(HotelGone).Publish(context => new CancelFlight(context.Message.TripId, null)).TransitionTo(UndoingFlight));
            During(UndoingFlight, When(FlightGone).TransitionTo(Compensated));
        }

        if (carelessness == Carelessness.PivotFaultIsRefusal)
            During(Paying, When(ChargeFault).Publish(context => new CancelHotel(context.Message.Message.TripId)).TransitionTo(UndoingHotel));
        else
            During(Paying, When(ChargeFault).TransitionTo(Parked));

        // What was not answered in time may still happen. Who takes it for never done, and drops its late answer, leaves a hotel behind.
        if (carelessness == Carelessness.LateSuccessIsLost)
            During(Waiting, When(Late.Received).Publish(context => new CancelFlight(context.Message.TripId, null)).TransitionTo(UndoingFlight));
        else
            During(Waiting, When(Late.Received).Publish(context => new CancelHotel(context.Message.TripId)).TransitionTo(UndoingHotel));

        OnUnhandledEvent(_ => Task.CompletedTask);
    }

    public State Booking { get; private set; } = null!;
    public State Waiting { get; private set; } = null!;
    public State Paying { get; private set; } = null!;
    public State UndoingHotel { get; private set; } = null!;
    public State UndoingFlight { get; private set; } = null!;
    public State Completed { get; private set; } = null!;
    public State Compensated { get; private set; } = null!;
    public State Parked { get; private set; } = null!;
    public Event<BookTrip> Started { get; private set; } = null!;
    public Event<FlightBooked> Flight { get; private set; } = null!;
    public Event<HotelBooked> Hotel { get; private set; } = null!;
    public Event<CardCharged> Charged { get; private set; } = null!;
    public Event<CardRefused> Refused { get; private set; } = null!;
    public Event<Fault<ChargeCard>> ChargeFault { get; private set; } = null!;
    public Event<Fault<BookFlight>> FlightFault { get; private set; } = null!;
    public Event<Fault<BookHotel>> HotelFault { get; private set; } = null!;
    public Event<Fault<CancelHotel>> CancelHotelFault { get; private set; } = null!;
    public Event<Fault<CancelFlight>> CancelFlightFault { get; private set; } = null!;
    public Event<HotelCancelled> HotelGone { get; private set; } = null!;
    public Event<FlightCancelled> FlightGone { get; private set; } = null!;
    public Schedule<CarelessState, HotelIsLate> Late { get; private set; } = null!;
}
