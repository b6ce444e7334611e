using EdaKit.Flow;
using EdaKit.Sagas.Parking;

namespace EdaKit.Sagas.Steps;

/// <summary>One version of a flow as it was declared.</summary>
internal sealed class FlowDefinition<TState>(string name, int version)
    where TState : StepSagaState
{
    private readonly Dictionary<Type, (StepDefinition<TState> Step, AnswerDefinition<TState> Answer)> _answers = [];
    private readonly Dictionary<string, StepDefinition<TState>> _steps = [];

    public string Name { get; } = name;
    public int Version { get; } = version;
    public List<GroupDefinition<TState>> Groups { get; } = [];
    public Dictionary<Type, MessageBinding<TState>> Messages { get; } = [];
    public Dictionary<Type, Func<object, Guid>> Correlations { get; } = [];
    public TimeSpan? Timeout { get; set; }
    public LockDefinition<TState>? Lock { get; set; }
    public EndDefinition<TState>? Taken { get; set; }
    public EndDefinition<TState>? Completed { get; set; }
    public EndDefinition<TState>? Compensated { get; set; }

    public IEnumerable<StepDefinition<TState>> Steps => Groups.SelectMany(group => group.Steps);

    /// <summary>What an instance publishes. How far it comes, and whether it has to go back, is not known beforehand.</summary>
    public IEnumerable<DeclaredPublish> Publishes =>
    [
        .. Steps.Select(step => new DeclaredPublish(step.Command!.MessageType) { Sometimes = step.Condition is not null }),
        .. Steps.Select(step => step.Compensation?.MessageType).Concat([Taken?.MessageType, Completed?.MessageType, Compensated?.MessageType, typeof(SagaParked)]).OfType<Type>()
            .Select(type => new DeclaredPublish(type) { Sometimes = true }),
    ];

    /// <summary>What a message means here, if anything.</summary>
    public bool TryFind(Type messageType, out (StepDefinition<TState> Step, AnswerDefinition<TState> Answer) found) => _answers.TryGetValue(messageType, out found);

    public StepDefinition<TState> StepOf(StepProgress progress) => _steps.GetValueOrDefault(progress.Step)
        ?? throw new SagaVersionException($"An instance of '{Name}' has the step '{progress.Step}', which version {Version} of the flow does not have. "
            + "Give a flow that changes a new version, and keep the old one with EarlierFlow.");

    /// <summary>Whether an instance waits for its lock: it has not ended, and no step has begun.</summary>
    public bool IsLocking(TState state) => Lock is not null && state.EndedAt is null && state.Steps.TrueForAll(step => step.Outcome == StepOutcome.NotBegun);

    /// <summary>Whether a person is asked: every other wait has an end.</summary>
    public bool IsParked(StepProgress progress) => progress.Outcome switch
    {
        StepOutcome.Waiting or StepOutcome.Undoing => progress.DueAt is null,
        StepOutcome.Unknown => StepOf(progress) is { CanBeUndone: false, HasNoEffect: false },
        _ => false,
    };

    /// <summary>Completes what was declared, after which it changes no more.</summary>
    public void Complete()
    {
        foreach (var step in Steps)
        {
            _steps.TryAdd(step.Name, step);
            step.Timeout ??= Timeout;
            step.CompensationTimeout ??= step.Timeout;

            foreach (var answer in step.Answers)
                _answers.TryAdd(answer.MessageType, (step, answer));
        }
    }
}
