namespace EdaKit.Sagas.Steps;

/// <summary>Steps that run side by side; mostly only one.</summary>
internal sealed class GroupDefinition<TState>(string name)
    where TState : StepSagaState
{
    /// <summary>Also the name of the state in which its answers are awaited.</summary>
    public string Name { get; } = name;

    public List<StepDefinition<TState>> Steps { get; } = [];
}
