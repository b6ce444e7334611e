using EdaKit.Sagas.Timeline;

namespace EdaKit.Sagas.Steps;

/// <summary>A step, described for people and tools. Messages go by the names of their contracts, with their versions, or of their types.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Kind">What may follow when it does not succeed.</param>
/// <param name="IsConditional">Whether it runs only where a condition holds.</param>
/// <param name="HasNoEffect">Whether it only asks.</param>
/// <param name="Command">What asks its participant to act.</param>
/// <param name="Successes">The answers that say that it did.</param>
/// <param name="Failures">The answers that say that it refused.</param>
/// <param name="Compensation">What undoes it, if anything.</param>
/// <param name="Undone">The answer to that.</param>
/// <param name="Timeout">How long an attempt waits for an answer.</param>
/// <param name="Retry">The pauses before further attempts.</param>
/// <param name="CompensationTimeout">How long an attempt to undo waits for an answer.</param>
/// <param name="CompensationRetry">The pauses before further attempts to undo.</param>
/// <param name="Status">What a reader is told while the step is under way.</param>
public sealed record SagaStep(string Name, StepKind Kind, bool IsConditional, bool HasNoEffect, string Command, IReadOnlyList<string> Successes,
    IReadOnlyList<string> Failures, string? Compensation, string? Undone, TimeSpan Timeout, StepRetry Retry, TimeSpan CompensationTimeout, StepRetry CompensationRetry,
    string Status)
{
    internal static SagaStep Of<TState>(StepDefinition<TState> step)
        where TState : StepSagaState
    {
        IReadOnlyList<string> Answers(AnswerKind kind) =>
            [.. step.Answers.Where(answer => answer.Kind == kind).Select(answer => MessageNames.WithVersion(answer.MessageType))];

        return new(step.Name, step.Kind, step.Condition is not null, step.HasNoEffect, MessageNames.WithVersion(step.Command!.MessageType),
            Answers(AnswerKind.Success), Answers(AnswerKind.Refusal),
            step.Compensation is { } undo ? MessageNames.WithVersion(undo.MessageType) : null, Answers(AnswerKind.Undone) is [var undone] ? undone : null,
            step.Timeout!.Value, step.Retry, step.CompensationTimeout!.Value, step.CompensationRetry, step.Status);
    }
}
