using System.Text.Json;
using System.Text.Json.Serialization;
using EdaKit.Evidence;
using EdaKit.Sagas.Steps;

namespace EdaKit.Cli.Sagas;

/// <summary>Reads from the stored steps of an instance what it waits for.</summary>
internal static class WaitingSteps
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter<StepOutcome>() } };

    public static KeptSaga Kept(SagaInstance instance, string steps, DateTimeOffset? timer)
    {
        var waiting = (JsonSerializer.Deserialize<List<StepProgress>>(steps, Json) ?? []).Where(step => step.Outcome is StepOutcome.Waiting or StepOutcome.Undoing).ToList();

        return new()
        {
            CorrelationId = instance.Id,
            Saga = instance.Saga,
            State = instance.State,
            WaitsFor = instance.EndedAt is null && waiting.Count > 0 ? string.Join(" and ", waiting.Select(Text)) : null,
            Until = instance.EndedAt is null ? timer : null,
            ParkedStep = instance.ParkedStep,
            ParkedReason = instance.ParkedReason,
            EndedAt = instance.EndedAt,
        };
    }

    private static string Text(StepProgress step) => step switch
    {
        { IsPausing: true } => $"the end of a pause before step '{step.Step}' is tried again",
        { Outcome: StepOutcome.Undoing } => $"the answer to the compensation of step '{step.Step}'",
        _ => $"the answer to the command of step '{step.Step}'",
    };
}
