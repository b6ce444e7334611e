namespace EdaKit.Sagas.Steps;

/// <summary>Declares steps that run side by side.</summary>
/// <typeparam name="TState">The state of an instance.</typeparam>
public sealed class ParallelBuilder<TState>
    where TState : StepSagaState
{
    private readonly FlowBuilder<TState> _flow;
    private readonly GroupDefinition<TState> _group;

    internal ParallelBuilder(FlowBuilder<TState> flow, GroupDefinition<TState> group) => (_flow, _group) = (flow, group);

    /// <summary>Declares a step of the group.</summary>
    /// <param name="name">Its name, unique in the flow.</param>
    /// <returns>The step, to be described.</returns>
    public StepBuilder<TState> Step(string name) => _flow.Add(_group, name);
}
