namespace EdaKit.Sagas.Steps;

/// <summary>A message that answers a step, and what the state takes from it.</summary>
internal sealed record AnswerDefinition<TState>(Type MessageType, AnswerKind Kind, Action<TState, object>? Apply)
    where TState : StepSagaState;
