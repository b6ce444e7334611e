namespace EdaKit.Sagas.Steps;

/// <summary>A step as it was declared.</summary>
internal sealed class StepDefinition<TState>(string name)
    where TState : StepSagaState
{
    public string Name { get; } = name;
    public StepKind Kind { get; set; }
    public bool HasNoEffect { get; set; }
    public CommandDefinition<TState>? Command { get; set; }
    public CommandDefinition<TState>? Compensation { get; set; }
    public List<AnswerDefinition<TState>> Answers { get; } = [];
    public Func<TState, bool>? Condition { get; set; }
    public TimeSpan? Timeout { get; set; }
    public TimeSpan? CompensationTimeout { get; set; }
    public StepRetry Retry { get; set; } = StepRetry.None;
    public StepRetry CompensationRetry { get; set; } = StepRetry.None;
    public string Status { get; set; } = $"{name} pending";
    public GroupDefinition<TState>? Group { get; set; }

    /// <summary>The state in which its compensation is awaited.</summary>
    public string UndoState => FlowStates.UndoOf(Name);

    public bool CanBeUndone => Compensation is not null;

    public TimeSpan TimeoutOf(bool isUndo) => (isUndo ? CompensationTimeout : Timeout)!.Value;

    public StepRetry RetryOf(bool isUndo) => isUndo ? CompensationRetry : Retry;
}
