using System.Globalization;
using System.Text.Json;

namespace EdaKit.Startup;

/// <summary>Reads out of the probe of a retry filter for how long its policy goes on. A policy that says nothing of itself is not reported.</summary>
internal static class ReceiveRetryReader
{
    /// <summary>Exponential pauses reach their longest long before.</summary>
    private const int MostGrowing = 64;

    public static ReceiveRetry? Read(JsonElement filter, int position)
    {
        if (PolicyOf(filter) is not { } policy)
            return null;

        var isRedelivery = filter.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "redelivery";
        var limit = policy.TryGetProperty("limit", out var most) && most.TryGetInt32(out var number) ? number : 0;

        double? milliseconds = policy.GetProperty("policy").GetString() switch
        {
            "Immediate" or "None" => 0,
            "Interval" => Entries(policy, "intervals").Sum(Milliseconds),
            "Incremental" => Incremental(limit, Number(policy, "initial"), Number(policy, "increment")),
            "Exponential" => Exponential(limit, Number(policy, "min"), Number(policy, "max"), Number(policy, "high")),
            _ => null,
        };

        return milliseconds is { } total
            ? new(position, isRedelivery, limit, total < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(total) : TimeSpan.MaxValue)
            : null;
    }

    private static JsonElement? PolicyOf(JsonElement filter)
    {
        foreach (var child in filter.EnumerateObject())
        {
            if (child.Value.ValueKind == JsonValueKind.Object && child.Value.TryGetProperty("policy", out var name) && name.ValueKind == JsonValueKind.String)
                return child.Value;
        }

        return null;
    }

    private static double Incremental(double limit, double initial, double increment) => limit * initial + increment * limit * (limit - 1) / 2;

    // The n-th pause is random between two bounds that double each time; the upper one counts.
    private static double Exponential(int limit, double min, double max, double high)
    {
        var total = 0.0;
        for (var n = 0; n < Math.Min(limit, MostGrowing); n++)
            total += Math.Min(max, min + (Math.Pow(2, n) - 1) * high);

        return total + Math.Max(0.0, (double)limit - MostGrowing) * max;
    }

    private static double Number(JsonElement policy, string property) => policy.TryGetProperty(property, out var value) ? Milliseconds(value) : 0;

    private static double Milliseconds(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when TimeSpan.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var span) => span.TotalMilliseconds,
        _ => 0,
    };

    private static List<JsonElement> Entries(JsonElement policy, string property) =>
        !policy.TryGetProperty(property, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}
