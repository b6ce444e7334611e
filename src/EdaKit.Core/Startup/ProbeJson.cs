using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdaKit.Startup;

/// <summary>
/// Writes MassTransit's probe as JSON. Every filter says of itself there what it likes, and not all of that is JSON; so what is neither text nor number,
/// nor holds such by name or in a list, stands there as text.
/// </summary>
internal static class ProbeJson
{
    /// <summary>JSON is read down to a depth of 64.</summary>
    private const int Deepest = 60;

    public static JsonElement Of(IDictionary<string, object> probe) => JsonSerializer.SerializeToElement(NodeOf(probe, []));

    private static JsonNode? NodeOf(object? value, object[] above) => value switch
    {
        null => null,
        IDictionary<string, object> members when HasEnd(members, above) =>
            new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, NodeOf(member.Value, [.. above, members])))),
        ICollection entries when HasEnd(entries, above) => new JsonArray([.. entries.Cast<object?>().Select(entry => NodeOf(entry, [.. above, entries]))]),
        bool truth => truth,
        int number => number,
        long number => number,
        double number when double.IsFinite(number) => number,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static bool HasEnd(object holder, object[] above) => above.Length < Deepest && !above.Contains(holder, ReferenceEqualityComparer.Instance);
}
