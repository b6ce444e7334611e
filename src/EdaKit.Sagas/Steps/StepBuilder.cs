using MassTransit;

namespace EdaKit.Sagas.Steps;

/// <summary>Describes a step. What is called twice keeps the last, except <see cref="Failure"/>, of which there may be several.</summary>
/// <remarks>
/// The functions get the state and the message, and nothing else: what a step decides belongs to its participant. They are called in the transaction of
/// the message that is handled, and must have no effects of their own.
/// </remarks>
/// <typeparam name="TState">The state of an instance.</typeparam>
public sealed class StepBuilder<TState>
    where TState : StepSagaState
{
    private readonly FlowBuilder<TState> _flow;
    private readonly StepDefinition<TState> _step;

    internal StepBuilder(FlowBuilder<TState> flow, StepDefinition<TState> step) => (_flow, _step) = (flow, step);

    /// <summary>What asks the participant to act. A fault of it comes back to the saga, which takes it for an unknown outcome.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="command">Makes it of the state.</param>
    /// <param name="to">Its queue, such as <c>queue:flights</c>. Default: it is published, to the one endpoint that consumes it.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Command<TCommand>(Func<TState, TCommand> command, Uri? to = null)
        where TCommand : class
    {
        ArgumentNullException.ThrowIfNull(command);

        _step.Command = new CommandDefinition<TState, TCommand>(command, to);
        return Answer<Fault<TCommand>>(AnswerKind.CommandFault, null);
    }

    /// <summary>The answer that says that the participant has acted.</summary>
    /// <typeparam name="TAnswer">The answer. It may be published, sent or responded.</typeparam>
    /// <param name="apply">Takes from it what later steps and the compensation need. It also runs for a success that comes too late, before its effect is undone.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Success<TAnswer>(Action<TState, TAnswer>? apply = null)
        where TAnswer : class => Answer(AnswerKind.Success, apply);

    /// <summary>An answer that says that the participant refused and that nothing has happened. Everything before is undone.</summary>
    /// <typeparam name="TAnswer">The answer.</typeparam>
    /// <param name="apply">Takes from it what a reader wants to know.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Failure<TAnswer>(Action<TState, TAnswer>? apply = null)
        where TAnswer : class => Answer(AnswerKind.Refusal, apply);

    /// <summary>What undoes the step: its semantic inverse, such as a refund for a charge. It must succeed in the end, and is not refused.</summary>
    /// <typeparam name="TCommand">The command that undoes.</typeparam>
    /// <typeparam name="TDone">The answer that says that nothing of the step's effect is left, whether or not there was one.</typeparam>
    /// <param name="command">Makes it of the state. Where the step's outcome is unknown, the state has nothing of its answer.</param>
    /// <param name="retry">What to do when it faults or is not answered in time. When that is used up, the instance is parked. Default: parked at once.</param>
    /// <param name="timeout">How long to wait for its answer. Default: as long as for the step's.</param>
    /// <param name="to">Its queue. Default: it is published.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Compensate<TCommand, TDone>(Func<TState, TCommand> command, StepRetry? retry = null, TimeSpan? timeout = null, Uri? to = null)
        where TCommand : class
        where TDone : class
    {
        ArgumentNullException.ThrowIfNull(command);

        _step.Compensation = new CommandDefinition<TState, TCommand>(command, to);
        _step.CompensationRetry = retry ?? StepRetry.None;
        _step.CompensationTimeout = timeout;
        return Answer<Fault<TCommand>>(AnswerKind.UndoFault, null).Answer<TDone>(AnswerKind.Undone, null);
    }

    /// <summary>The step only asks: it changes nothing that would have to be undone.</summary>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> HasNoEffect()
    {
        _step.HasNoEffect = true;
        return this;
    }

    /// <summary>The step cannot be undone: it is the point of no return. <see cref="StepKind.Pivot"/></summary>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Pivot()
    {
        _step.Kind = StepKind.Pivot;
        return this;
    }

    /// <summary>The step cannot be undone nor refused, and is tried until it succeeds. <see cref="StepKind.Retriable"/></summary>
    /// <param name="retry">How often before a person is asked.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Retriable(StepRetry retry)
    {
        ArgumentNullException.ThrowIfNull(retry);

        _step.Kind = StepKind.Retriable;
        _step.Retry = retry;
        return this;
    }

    /// <summary>Sends the command again, under the same message id, when it faults or is not answered in time, before its outcome counts as unknown.</summary>
    /// <param name="retry">How often and when. Default: not at all.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Retry(StepRetry retry)
    {
        ArgumentNullException.ThrowIfNull(retry);

        _step.Retry = retry;
        return this;
    }

    /// <summary>How long one attempt waits for an answer. Default: the flow's.</summary>
    /// <param name="timeout">From 1 millisecond to 30 days.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Timeout(TimeSpan timeout)
    {
        _step.Timeout = timeout;
        return this;
    }

    /// <summary>Runs the step only where a condition holds when its turn comes.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> When(Func<TState, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);

        _step.Condition = condition;
        return this;
    }

    /// <summary>What a reader may be told while the step is under way. Default: the step's name and <c>pending</c>.</summary>
    /// <param name="status">Such as <c>payment pending</c>; at most 200 characters.</param>
    /// <returns>The same step.</returns>
    public StepBuilder<TState> Status(string status)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(status);

        _step.Status = status;
        return this;
    }

    private StepBuilder<TState> Answer<TAnswer>(AnswerKind kind, Action<TState, TAnswer>? apply)
        where TAnswer : class
    {
        if (kind != AnswerKind.Refusal)
            _step.Answers.RemoveAll(answer => answer.Kind == kind);

        _step.Answers.Add(new(typeof(TAnswer), kind, apply is null ? null : (state, message) => apply(state, (TAnswer)message)));
        _flow.Bind<TAnswer>();
        return this;
    }
}
