using System.Reflection;
using System.Text.Json;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Telemetry;
using MassTransit;
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
    /// <returns>The world after it, or the world before it and the exception where the machine threw: its transaction would have been rolled back.</returns>
    /// <exception cref="NotSupportedException">The machine asked for something that cannot be followed.</exception>
    public async Task<(World World, Exception? Error)> DeliverAsync(World world, Type messageType, object message)
    {
        var (after, error) = await RaiseAsync(world, messageType, message);

        if (error is null && after.Contents().Any(Given.IsNews))
            Given.Learn(after.Contents(), (await RaiseAsync(world, messageType, message)).World.Contents());

        return (after, error);
    }

    public static TState Read(World world) => JsonSerializer.Deserialize<TState>(world.Saga)!;

    public async Task<string> StateOfAsync(TState saga, World world)
    {
        var context = new MassTransitStateMachine<TState>.BehaviorContextProxy(_machine, FakeContext<SagaConsumeContext<TState>>.Of(new(saga, saga, world, Listeners)), _machine.Initial.Enter);
        return (await _machine.Accessor.Get(context))?.Name ?? _machine.Initial.Name;
    }

    private async Task<(World World, Exception? Error)> RaiseAsync(World world, Type messageType, object message)
    {
        var saga = Read(world);
        _time.Now = world.Now;
        _current = new Delivery(saga, message, world, Listeners);
        Exception? failed = null;

        try
        {
            foreach (var raised in _events[messageType])
                await (Task)RaiseMethod.MakeGenericMethod(messageType).Invoke(this, [saga, raised])!;
        }
        catch (Exception error)
        {
            failed = error;
        }

        if (_current.Refusal is not null)
            throw _current.Refusal;

        return failed is null ? (_current.World with { Saga = JsonSerializer.Serialize(saga) }, null) : (world, failed);
    }

    private Task RaiseTypedAsync<T>(TState saga, Event raised)
        where T : class
    {
        var context = FakeContext<SagaConsumeContext<TState, T>>.Of(_current!);
        return ((StateMachine<TState>)_machine).RaiseEvent(new MassTransitStateMachine<TState>.BehaviorContextProxy<T>(_machine, context, context, (Event<T>)raised));
    }

    private sealed class VirtualTime : TimeProvider
    {
        public DateTime Now { get; set; }

        public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
    }
}
