using EdaKit.Sagas.Locking;
using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Steps;
using MassTransit.Events;

namespace EdaKit.Sagas.Tests.Support;

/// <summary>One instance of a flow, driven by hand: messages go in, and what the flow decides is written down. Its clock goes when it is told to.</summary>
public sealed class Trip
{
    private readonly FlowDefinition<TripState> _flow = new("test.trip", 1);
    private DateTime _now = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private int _ids;

    public Trip(bool withCar = true, Action<FlowBuilder<TripState>>? define = null, bool? isLockFree = null)
    {
        (define ?? TripSaga.Define)(new(_flow));
        _flow.Complete();
        State.WithCar = withCar;
        Run(engine => engine.Begin(Attempt(isLockFree)));
    }

    /// <summary>A trip whose flight is booked, and whose hotel and car are awaited.</summary>
    public static Trip AtGround()
    {
        var trip = new Trip();
        trip.Receive(new FlightBooked(trip.State.CorrelationId));
        trip.TakeSent();
        return trip;
    }

    /// <summary>A trip of which all is booked, and whose payment is awaited.</summary>
    public static Trip AtPayment()
    {
        var trip = AtGround();
        trip.Receive(new HotelBooked(trip.State.CorrelationId));
        trip.Receive(new CarBooked(trip.State.CorrelationId));
        trip.TakeSent();
        return trip;
    }

    public TripState State { get; } = new() { CorrelationId = Guid.NewGuid() };

    /// <summary>What was sent since the last look, by the names of the types.</summary>
    public List<string> Sent { get; } = [];

    public List<Guid> SentIds { get; } = [];

    public List<string> Notes { get; } = [];

    public List<string> Ends { get; } = [];

    public int Parkings { get; private set; }

    public DateTime? DueAt { get; private set; }

    public TimeSpan? DueIn => DueAt - _now;

    /// <summary>Gives the saga messages and answers with whether the last one had an effect.</summary>
    public bool Receive<TMessage>(TMessage message)
        where TMessage : class => Receive(typeof(TMessage), message, null);

    /// <summary>Tells the saga that a command or compensation faulted.</summary>
    public bool Fault<TCommand>(string error = "down")
        where TCommand : class => Receive(typeof(MassTransit.Fault<TCommand>), new FaultEvent<TCommand>(), error);

    /// <summary>Has a command or compensation that is tried twice fail until a person is asked.</summary>
    public void Exhaust<TCommand>(string error = "down")
        where TCommand : class
    {
        Fault<TCommand>(error);
        Wait(TripSaga.Pause);
        Fault<TCommand>(error);
        TakeSent();
    }

    /// <summary>Lets time go by in which no timer comes.</summary>
    public void Pass(TimeSpan time) => _now += time;

    public void Wait(TimeSpan time, bool? isLockFree = null)
    {
        _now += time;
        Run(engine => engine.Wake(Attempt(isLockFree)));
    }

    public bool Resume(ResumeAction action, string? step = null)
    {
        var result = false;
        Run(engine => result = engine.Resume(new(State.CorrelationId, State.Saga, action, "ada", "seen to", step)));
        return result;
    }

    public StepOutcome OutcomeOf(string step) => State.Steps.Single(progress => progress.Step == step).Outcome;

    public IReadOnlyList<string> TakeSent()
    {
        List<string> sent = [.. Sent];
        Sent.Clear();
        return sent;
    }

    private static LockAttempt? Attempt(bool? isLockFree) => isLockFree is null ? null : new(isLockFree.Value, isLockFree.Value ? "took it" : "somebody has it");

    private bool Receive(Type type, object message, string? error)
    {
        Assert.True(_flow.TryFind(type, out var found));
        var result = false;
        Run(engine => result = engine.Answer(found.Step, found.Answer, message, error));
        return result;
    }

    private void Run(Action<FlowEngine<TripState>> decide)
    {
        var engine = new FlowEngine<TripState>(_flow, State, _now, () => new Guid(++_ids, 0, 0, new byte[8]));
        decide(engine);
        State.CurrentState = engine.StateName;
        DueAt = engine.DueAt;

        foreach (var effect in engine.Effects)
        {
            switch (effect)
            {
                case FlowEffect<TripState>.Send send:
                    Sent.Add(send.Command.MessageType.Name);
                    SentIds.Add(send.MessageId);
                    break;

                case FlowEffect<TripState>.Note note:
                    Notes.Add($"{note.Kind} {note.Step} {note.Text}");
                    break;

                case FlowEffect<TripState>.Park:
                    Parkings++;
                    break;

                case FlowEffect<TripState>.End end:
                    Ends.Add(end.Announcement?.MessageType.Name ?? "silent");
                    break;
            }
        }
    }
}
