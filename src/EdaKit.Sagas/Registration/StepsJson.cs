using System.Text.Json;
using System.Text.Json.Serialization;
using EdaKit.Sagas.Steps;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EdaKit.Sagas.Registration;

/// <summary>What is known of an instance's steps, as JSON in one column: it is read and written as a whole, with the instance.</summary>
internal static class StepsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter<StepOutcome>() },
    };

    public static ValueConverter<List<StepProgress>, string> Converter { get; } = new(steps => Write(steps), json => Read(json));

    public static ValueComparer<List<StepProgress>> Comparer { get; } = new(
        (left, right) => ReferenceEquals(left, right) || (left != null && right != null && left.SequenceEqual(right)),
        steps => steps.Count,
        steps => Copy(steps));

    private static string Write(List<StepProgress> steps) => JsonSerializer.Serialize(steps, Options);

    private static List<StepProgress> Read(string json) => JsonSerializer.Deserialize<List<StepProgress>>(json, Options)!;

    private static List<StepProgress> Copy(List<StepProgress> steps) => [.. steps.Select(step => step with { })];
}
