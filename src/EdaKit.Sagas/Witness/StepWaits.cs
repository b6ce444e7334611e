using EdaKit.Sagas.Steps;

namespace EdaKit.Sagas.Witness;

/// <summary>What an instance of a step saga waits for, in words.</summary>
internal static class StepWaits
{
    /// <summary>What it waits for.</summary>
    /// <param name="state">The state that it is in.</param>
    /// <param name="steps">What is known of its steps.</param>
    /// <param name="flow">Its flow, which knows the messages; null where that is not at hand.</param>
    /// <returns>Null where it waits for nothing.</returns>
    public static string? Of(string state, IReadOnlyCollection<StepProgress> steps, SagaFlow? flow)
    {
        var waits = steps.Where(IsWaiting).Select(step => Of(step, flow?.Steps.FirstOrDefault(declared => declared.Name == step.Step)))
            .Concat(state == FlowStates.Locking ? ["its locks"] : Array.Empty<string>()).ToList();

        return waits.Count == 0 ? null : string.Join(" and ", waits);
    }

    /// <summary>Until when it waits for the first of them.</summary>
    public static DateTime? Until(IReadOnlyCollection<StepProgress> steps) => steps.Where(IsWaiting).Min(step => step.DueAt);

    private static bool IsWaiting(StepProgress step) => step.Outcome is StepOutcome.Waiting or StepOutcome.Undoing;

    private static string Of(StepProgress step, SagaStep? declared) => step switch
    {
        { IsPausing: true } => $"the end of a pause before step '{step.Step}' is tried again ({step.LastError})",
        { Outcome: StepOutcome.Undoing } => $"the answer to the compensation of step '{step.Step}'{(declared is null ? "" : $", '{declared.Undone}'")}",
        _ => $"the answer to step '{step.Step}'{(declared is null ? "" : $", {string.Join(" or ", declared.Successes.Concat(declared.Failures).Select(answer => $"'{answer}'"))}")}",
    };
}
