using System.Text.Json;
using System.Text.Json.Serialization;
using EdaKit.Evidence;
using EdaKit.Sagas.Steps;
using EdaKit.Sagas.Witness;

namespace EdaKit.Cli.Sagas;

/// <summary>Reads from the stored steps of an instance what it waits for.</summary>
internal static class WaitingSteps
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter<StepOutcome>() } };

    public static KeptSaga Kept(SagaInstance instance, string steps, DateTimeOffset? timer)
    {
        var progress = JsonSerializer.Deserialize<List<StepProgress>>(steps, Json) ?? [];

        return new()
        {
            CorrelationId = instance.Id,
            Saga = instance.Saga,
            State = instance.State,
            WaitsFor = instance.EndedAt is null ? StepWaits.Of(instance.State, progress, flow: null) : null,
            Until = instance.EndedAt is null ? StepWaits.Until(progress) ?? timer : null,
            ParkedStep = instance.ParkedStep,
            ParkedReason = instance.ParkedReason,
            EndedAt = instance.EndedAt,
        };
    }
}
