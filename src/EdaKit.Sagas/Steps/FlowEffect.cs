using EdaKit.Sagas.Timeline;

namespace EdaKit.Sagas.Steps;

/// <summary>Something that a decision of the flow has to be followed by, in the order in which it was decided.</summary>
internal abstract record FlowEffect<TState>
    where TState : StepSagaState
{
    public sealed record Send(StepDefinition<TState> Step, CommandDefinition<TState> Command, Guid MessageId, bool IsUndo, int Attempt) : FlowEffect<TState>;

    public sealed record Note(TimelineKind Kind, string? Step, string? Text) : FlowEffect<TState>;

    public sealed record Park(StepDefinition<TState> Step, bool IsUndo, int Attempts, string Reason) : FlowEffect<TState>;

    /// <summary>The instance ends. It is the first end unless something was undone after that.</summary>
    public sealed record End(bool IsCompleted, bool IsFirst, EndDefinition<TState>? Announcement) : FlowEffect<TState>;
}
