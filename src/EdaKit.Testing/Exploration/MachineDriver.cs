using System.Reflection;
using System.Text.Json;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Telemetry;
using MassTransit;
using MassTransit.Context;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdaKit.Testing.Exploration;

/// <summary>Has the user's own machine handle messages, one instance and one message at a time.</summary>
internal sealed class MachineDriver<TState>
    where TState : class, SagaStateMachineInstance, new()
{
    private static readonly MethodInfo RaiseMethod = typeof(MachineDriver<TState>).GetMethod(nameof(RaiseTypedAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly MassTransitStateMachine<TState> _machine;
    private readonly VirtualTime _time = new();
    private readonly ILookup<Type, Event> _events;
    private readonly Dictionary<Type, Func<TState, Event, Task>> _raise = [];
    private Delivery? _current;

    public MachineDriver(MassTransitStateMachine<TState> machine, IReadOnlyList<ParticipantBuilder> participants)
    {
        _machine = machine;
        _events = ((SagaStateMachine<TState>)machine).Correlations.ToLookup(correlation => correlation.DataType,
            correlation => (Event)correlation.GetType().GetProperty(nameof(EventCorrelation<,>.Event))!.GetValue(correlation)!);
        Listeners = new(_events.Contains, participants);

        if (machine is IStepSaga steps)
            steps.Attach(new(_time, new(), NullLogger.Instance) { NewMessageId = () => _current!.NewId() });
    }

    public Listeners Listeners { get; }

    public GivenValues Given { get; } = new();

    /// <summary>Delivers a message.</summary>
    /// <returns>What came of it. Where the machine threw, the world is the one before: its transaction would have been rolled back.</returns>
    /// <exception cref="NotSupportedException">The machine asked for something that cannot be followed.</exception>
    public async Task<(World World, Exception? Error, IReadOnlyList<Type> Unheard)> DeliverAsync(World world, Type messageType, object message)
    {
        var result = await RaiseAsync(world, messageType, message);

        if (result.Error is null && result.World.Contents().Any(Given.IsNews))
            Given.Learn(result.World.Contents(), (await RaiseAsync(world, messageType, message)).World.Contents());

        return result;
    }

    public static TState Read(World world) => JsonSerializer.Deserialize<TState>(world.Saga)!;

    public async Task<string> StateOfAsync(TState saga, World world)
    {
        var context = new MassTransitStateMachine<TState>.BehaviorContextProxy(_machine, ContextOf<object>(saga, new(saga, world, Listeners)), _machine.Initial.Enter);
        return (await _machine.Accessor.Get(context))?.Name ?? _machine.Initial.Name;
    }

    private async Task<(World World, Exception? Error, IReadOnlyList<Type> Unheard)> RaiseAsync(World world, Type messageType, object message)
    {
        var saga = Read(world);
        _time.Now = world.Now;
        _current = new Delivery(message, world, Listeners);
        Exception? failed = null;

        try
        {
            foreach (var raised in _events[messageType])
                await Raise(messageType)(saga, raised);
        }
        catch (Exception error)
        {
            failed = error;
        }

        if (_current.Refusal is not null)
            throw _current.Refusal;

        return failed is null ? (_current.World with { Saga = JsonSerializer.Serialize(saga) }, null, _current.Unheard) : (world, failed, []);
    }

    private Func<TState, Event, Task> Raise(Type messageType)
    {
        if (!_raise.TryGetValue(messageType, out var raise))
            _raise.Add(messageType, raise = RaiseMethod.MakeGenericMethod(messageType).CreateDelegate<Func<TState, Event, Task>>(this));

        return raise;
    }

    private Task RaiseTypedAsync<T>(TState saga, Event raised)
        where T : class
    {
        var context = ContextOf<T>(saga, _current!);
        return ((StateMachine<TState>)_machine).RaiseEvent(new MassTransitStateMachine<TState>.BehaviorContextProxy<T>(_machine, context, context, (Event<T>)raised));
    }

    // MassTransit's own contexts around one that knows neither state nor message: the runtime cannot derive from what is internal to the user's assembly.
    private static DefaultSagaConsumeContext<TState, T> ContextOf<T>(TState saga, Delivery delivery)
        where T : class => new(new MessageConsumeContext<T>(FakeContext<ConsumeContext>.Of(delivery), (T)delivery.Message), saga);

    private sealed class VirtualTime : TimeProvider
    {
        public DateTime Now { get; set; }

        public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
    }
}
