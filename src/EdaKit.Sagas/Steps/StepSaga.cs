using EdaKit.Flow;
using EdaKit.Sagas.Parking;
using EdaKit.Sagas.Telemetry;
using EdaKit.Startup;
using MassTransit;
using MassTransit.SagaStateMachine;

namespace EdaKit.Sagas.Steps;

/// <summary>
/// A saga that is declared as steps. It is an ordinary state machine: <c>AddSagaStateMachine</c> registers it, any repository keeps its instances, and
/// <c>During</c> and <c>When</c> may stand beside the flow. An instance ends completed, compensated, or parked with a person told what to do.
/// </summary>
/// <remarks>
/// <para>Derive a class, and call <see cref="Flow"/> once in its constructor, which takes no services: a saga sequences, and its participants decide.</para>
/// <para>An instance compensates what has run or whose outcome is unknown, in the reverse order of completion. A start that comes twice is one saga, an answer
/// that comes twice has no effect, and a success that comes after its compensation is compensated again.</para>
/// <para>Its endpoint needs a scheduler, for timeouts and retries: EdaKit's outbox is one. Behind the outbox, state, commands and timer commit together.</para>
/// <para>Participants must be idempotent by message id, since a command whose outcome is unknown is sent again under the same one.</para>
/// </remarks>
/// <typeparam name="TState">The state of an instance.</typeparam>
public abstract class StepSaga<TState> : MassTransitStateMachine<TState>, IStepSaga, IDeclaredSaga
    where TState : StepSagaState
{
    private readonly SortedDictionary<int, FlowDefinition<TState>> _flows = [];
    private readonly List<(int Version, Action<FlowBuilder<TState>> Define)> _earlier = [];
    private List<State> _states = [];
    private Dictionary<string, LastBehavior<TState>> _transitions = [];

    /// <summary>The timer of an instance, which wakes it when an answer does not come.</summary>
    public Schedule<TState, SagaTimer> Timer { get; protected set; } = null!;

    /// <summary>A person resumes a parked instance.</summary>
    public Event<ResumeSaga> Resumed { get; protected set; } = null!;

    /// <summary>A person is asked what to do.</summary>
    public State Parked { get; protected set; } = null!;

    /// <summary>All steps have succeeded.</summary>
    public State Completed { get; protected set; } = null!;

    /// <summary>All that was done is undone.</summary>
    public State Compensated { get; protected set; } = null!;

    /// <summary>The versions of the flow, the newest last.</summary>
    public IReadOnlyList<SagaFlow> Flows { get; private set; } = [];

    internal SagaServices Services { get; private set; } = SagaServices.Default;

    internal FlowDefinition<TState> CurrentFlow { get; private set; } = null!;

    /// <summary>
    /// Keeps an earlier version of the flow, for the instances that began with it. Call it before <see cref="Flow"/>; once no instance of that version is
    /// left, it may go. Ended ones count too, until their retention is over: late answers need the version.
    /// </summary>
    /// <param name="version">The version, as it was given to <see cref="Flow"/> then.</param>
    /// <param name="define">The steps, as they were then.</param>
    /// <exception cref="EdaKitConfigurationException"><see cref="Flow"/> was called before, EDA0615.</exception>
    protected void EarlierFlow(int version, Action<FlowBuilder<TState>> define)
    {
        ArgumentNullException.ThrowIfNull(define);

        if (Flows is [.., var newest])
            throw new EdaKitConfigurationException([FlowRules.EarlierFlowIsLate(newest.Name, version)]);

        _earlier.Add((version, define));
    }

    /// <summary>Declares the flow. Call it once, in the constructor.</summary>
    /// <typeparam name="TStart">The message that begins an instance.</typeparam>
    /// <param name="name">The saga's name, such as <c>travel.trip</c>: lower-case words joined by hyphens, in segments joined by dots.</param>
    /// <param name="version">The flow's version, 1 or higher: another one whenever the steps change, since instances run on the version with which they began.</param>
    /// <param name="begin">Takes from the message what the steps need.</param>
    /// <param name="define">Declares the steps.</param>
    /// <exception cref="EdaKitConfigurationException">The flow could get stuck, or end half undone. All faults are named, EDA0601 to EDA0617.</exception>
    protected void Flow<TStart>(string name, int version, Action<TState, TStart> begin, Action<FlowBuilder<TState>> define)
        where TStart : class
    {
        ArgumentNullException.ThrowIfNull(begin);
        ArgumentNullException.ThrowIfNull(define);

        if (Flows is [.., var newest])
            throw new EdaKitConfigurationException([FlowRules.FlowIsDeclaredTwice(newest.Name, name, version)]);

        // 1. Read what is declared, all versions of it, and refuse what could not end well.
        var faults = new List<ConfigurationFault>();
        foreach (var (number, steps) in _earlier.Append((version, define)))
        {
            var flow = new FlowDefinition<TState>(name, number);
            steps(new(flow));
            flow.Complete();
            faults.AddRange(FlowRules.Check(flow, typeof(TStart), number == version));

            if (!_flows.TryAdd(number, flow) || number > version)
                faults.Add(FlowRules.VersionIsWrong(name, number, version));
        }

        if (faults.Count > 0)
            throw new EdaKitConfigurationException([.. faults.Distinct()]);

        CurrentFlow = _flows[version];
        Flows = [.. _flows.Values.Select(flow => SagaFlow.Of(flow, typeof(TStart)))];

        // 2. Name the states of all versions.
        Name(name);
        InstanceState(state => state.CurrentState);
        Parked = State(FlowStates.Parked);
        Completed = State(FlowStates.Completed);
        Compensated = State(FlowStates.Compensated);
        _states = [.. Flows.SelectMany(flow => flow.States).Distinct().Select(State)];
        _transitions = _states.ToDictionary(state => state.Name, state => new LastBehavior<TState>(new TransitionActivity<TState>(GetState(state.Name), ((StateMachine<TState>)this).Accessor)));

        // 3. Listen in all of them: what a message means is decided by what is known of the steps. MassTransit keeps one event of a name, so no two may share one,
        // nor have that of a property, such as Resumed.
        BindStart(begin);
        BindTimer();
        BindResume();

        foreach (var (messageType, binding) in _flows.Values.SelectMany(flow => flow.Messages).DistinctBy(message => message.Key))
            binding.Bind(this, Correlation(messageType)!);
    }

    void IStepSaga.Attach(SagaServices services) => Services = services;

    string IDeclaredSaga.Name => Flows is [.., var newest] ? newest.Name : GetType().Name;

    IEnumerable<DeclaredPublish> IDeclaredSaga.Publishes => _flows.Values.Reverse().SelectMany(flow => flow.Publishes);

    /// <summary>Goes to a state, with all that is bound to leaving the one and entering the other.</summary>
    internal Task EnterAsync(BehaviorContext<TState> context, string state) => _transitions[state].Execute(context);

    internal void BindAnswer<TMessage>(Func<object, Guid> correlate)
        where TMessage : class
    {
        var answered = Event<TMessage>($"Answer {typeof(TMessage)}", e =>
        {
            e.CorrelateById(context => correlate(context.Message));

            // Of an instance that never was, or whose retention is over: nobody is left to whom it could matter.
            e.OnMissingInstance(missing => missing.Discard());
        });

        During(_states, When(answered).ThenAsync(context => RunAsync(context, (engine, flow) => flow.TryFind(typeof(TMessage), out var found)
            && engine.Answer(found.Step, found.Answer, context.Message, context.Message is Fault fault ? ReasonOf(fault) : null))));
    }

    private void BindStart<TStart>(Action<TState, TStart> begin)
        where TStart : class
    {
        var correlate = Correlation(typeof(TStart))!;
        var started = Event<TStart>($"Start {typeof(TStart)}", e => e.CorrelateById(context => correlate(context.Message)));

        Initially(When(started).ThenAsync(context => new FlowExecutor<TState>(this, CurrentFlow, context, typeof(TStart)).BeginAsync(() => begin(context.Saga, context.Message))));

        During(_states, When(started).ThenAsync(context => RunAsync(context, (_, _) => false)));
    }

    private void BindTimer()
    {
        Schedule(() => Timer, state => state.TimerToken, schedule => schedule.Received = e =>
        {
            e.CorrelateById(context => context.Message.SagaId);
            e.OnMissingInstance(missing => missing.Discard());
        });

        During(_states, When(Timer.Received, context => context.Message.Saga == context.Saga.Saga).ThenAsync(context =>
        {
            // MassTransit lets no timer through that has another token than the instance. One without a token is not the instance's own.
            var dueAt = context.GetSchedulingTokenId() is null ? null : context.Saga.TimerDueAt;
            (context.Saga.TimerToken, context.Saga.TimerDueAt) = (null, null);

            return new FlowExecutor<TState>(this, FlowOf(context.Saga), context, typeof(SagaTimer)).WakeAsync(dueAt);
        }));
    }

    private void BindResume()
    {
        Event(() => Resumed, e =>
        {
            e.CorrelateById(context => context.Message.SagaId);
            e.OnMissingInstance(missing => missing.Discard());
        });

        During(_states, When(Resumed, context => context.Message.Saga == context.Saga.Saga).ThenAsync(context =>
            RunAsync(context, (engine, _) => engine.Resume(context.Message))));
    }

    private Task RunAsync<TMessage>(BehaviorContext<TState, TMessage> context, Func<FlowEngine<TState>, FlowDefinition<TState>, bool> decide)
        where TMessage : class
    {
        var flow = FlowOf(context.Saga);
        return new FlowExecutor<TState>(this, flow, context, typeof(TMessage)).RunAsync(engine => decide(engine, flow));
    }

    private FlowDefinition<TState> FlowOf(TState saga) => _flows.TryGetValue(saga.DefinitionVersion, out var flow) ? flow
        : throw new SagaVersionException($"Instance '{saga.CorrelationId}' of '{CurrentFlow.Name}' runs on version {saga.DefinitionVersion} of its flow, and "
            + $"'{GetType().Name}' has {string.Join(", ", _flows.Keys)}. Keep it with EarlierFlow({saga.DefinitionVersion}, …) until its instances are removed, which is Retention after their end.");

    /// <summary>
    /// A message type has one event, and so one way to its instance. What a version declares goes before what a type tells by itself, which also newer versions that
    /// do not know the message could read out of it, and of what several versions declare the newest goes first.
    /// </summary>
    private Func<object, Guid>? Correlation(Type messageType)
    {
        var bearer = SagaCorrelation.Bearer(messageType);
        var declared = _flows.Values.Reverse().Select(flow => flow.Correlations).FirstOrDefault(correlations => correlations.ContainsKey(bearer));

        return SagaCorrelation.Of(bearer, declared ?? CurrentFlow.Correlations);
    }

    private static string ReasonOf(Fault fault) =>
        fault.Exceptions is [var first, ..] ? $"{first.ExceptionType}: {first.Message}" : "the participant failed and did not say why";
}
