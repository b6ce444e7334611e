namespace EdaKit.Sagas.Steps;

/// <summary>Declares the steps of a flow, in the order in which they run.</summary>
/// <typeparam name="TState">The state of an instance.</typeparam>
public sealed class FlowBuilder<TState>
    where TState : StepSagaState
{
    internal FlowBuilder(FlowDefinition<TState> flow) => Flow = flow;

    internal FlowDefinition<TState> Flow { get; }

    /// <summary>Declares the next step.</summary>
    /// <param name="name">Its name, unique in the flow: letters, digits, hyphens and spaces. It names the state in which the step's answer is awaited.</param>
    /// <returns>The step, to be described.</returns>
    public StepBuilder<TState> Step(string name)
    {
        var group = new GroupDefinition<TState>(name);
        Flow.Groups.Add(group);
        return Add(group, name);
    }

    /// <summary>
    /// Declares steps that run side by side. The flow goes on when all have an answer; where one failed, the others are awaited before anything is undone.
    /// </summary>
    /// <param name="name">The group's name, unique in the flow. It names the state in which the answers are awaited.</param>
    /// <param name="steps">Declares the steps.</param>
    /// <returns>The same flow.</returns>
    public FlowBuilder<TState> Parallel(string name, Action<ParallelBuilder<TState>> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);

        var group = new GroupDefinition<TState>(name);
        Flow.Groups.Add(group);
        steps(new(this, group));
        return this;
    }

    /// <summary>How long every step and compensation waits for an answer that says nothing of its own. Default: none, so that each must say it.</summary>
    /// <param name="timeout">From 1 millisecond to 30 days.</param>
    /// <returns>The same flow.</returns>
    public FlowBuilder<TState> Timeout(TimeSpan timeout)
    {
        Flow.Timeout = timeout;
        return this;
    }

    /// <summary>
    /// Says to which instance a message belongs, where it has no business key. Default: its <c>[BusinessKey]</c>, else a <see cref="Guid"/> named
    /// <c>CorrelationId</c>. It holds for all versions of the flow; where several versions say it, that of the newest does.
    /// </summary>
    /// <typeparam name="TMessage">The start, a command, or an answer.</typeparam>
    /// <param name="instance">Reads the instance's id.</param>
    /// <returns>The same flow.</returns>
    public FlowBuilder<TState> Correlate<TMessage>(Func<TMessage, Guid> instance)
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(instance);

        Flow.Correlations[typeof(TMessage)] = message => instance((TMessage)message);
        return this;
    }

    /// <summary>
    /// Takes semantic locks before the first step: marks, stored with the instance, that it works on these business objects. It keeps them until it has completed or
    /// is compensated, also while it is parked. <see cref="EdaKit.Sagas.Locking.ISemanticLocks{TDb}"/> shows them to others.
    /// </summary>
    /// <remarks>
    /// All are taken, or none: where another owner has one of them, nothing of the flow runs, and the instance ends compensated. It needs <c>eda.UseSagas&lt;TDb&gt;()</c>.
    /// Who waits is in no queue: of several, the first that asks after the release has it. What becomes necessary after the end, such as the undoing of a late success,
    /// runs without the locks.
    /// </remarks>
    /// <param name="resources">
    /// Reads their names from the state, such as <c>seat/12A</c>: each of 1 to 200 characters, case matters. None: the instance needs no lock. It is called again
    /// with each attempt.
    /// </param>
    /// <param name="wait">
    /// How long to wait for them, up to 30 days. Default: not at all. The instance asks again on its own timer, after a second at first, then after half of the time that
    /// it has waited, at most a minute.
    /// </param>
    /// <returns>The same flow.</returns>
    public FlowBuilder<TState> Lock(Func<TState, IEnumerable<string>> resources, TimeSpan wait = default)
    {
        ArgumentNullException.ThrowIfNull(resources);

        Flow.Lock = new(resources, wait);
        return this;
    }

    /// <summary>Publishes a message when an instance ends because others have what it wants to lock. Default: that of <see cref="WhenCompensated"/>.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <param name="message">Makes it of the state.</param>
    /// <returns>The same flow.</returns>
    public FlowBuilder<TState> WhenTaken<TMessage>(Func<TState, TMessage> message)
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(message);

        Flow.Taken = new EndDefinition<TState, TMessage>(message);
        return this;
    }

    /// <summary>Publishes a message when an instance has completed.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <param name="message">Makes it of the state.</param>
    /// <returns>The same flow.</returns>
    public FlowBuilder<TState> WhenCompleted<TMessage>(Func<TState, TMessage> message)
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(message);

        Flow.Completed = new EndDefinition<TState, TMessage>(message);
        return this;
    }

    /// <summary>Publishes a message when an instance is compensated: all that it had done is undone. Once, even where a late answer makes something be undone again.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <param name="message">Makes it of the state.</param>
    /// <returns>The same flow.</returns>
    public FlowBuilder<TState> WhenCompensated<TMessage>(Func<TState, TMessage> message)
        where TMessage : class
    {
        ArgumentNullException.ThrowIfNull(message);

        Flow.Compensated = new EndDefinition<TState, TMessage>(message);
        return this;
    }

    internal StepBuilder<TState> Add(GroupDefinition<TState> group, string name)
    {
        var step = new StepDefinition<TState>(name) { Group = group };
        group.Steps.Add(step);
        return new(this, step);
    }

    internal void Bind<TMessage>()
        where TMessage : class => Flow.Messages.TryAdd(typeof(TMessage), new MessageBinding<TState, TMessage>());
}
