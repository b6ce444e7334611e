using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdaKit.ContractGate.Export;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Baselines;

/// <summary>Makes a message of a schema that <c>SchemaExporter</c> made, so that a new version has a sample from its first day. People replace it with a real one.</summary>
internal sealed class SampleFactory(JsonObject root)
{
    /// <summary>What text may look like: words, and the forms of numbers, lengths of time, versions and single characters.</summary>
    private static readonly string[] Texts = ["text", "12", "09:30:00", "1.2.3", "a"];

    /// <summary>References that are being followed. A type that holds itself is not entered twice.</summary>
    private readonly HashSet<string> _inside = ["#"];

    /// <summary>The samples with which a new version begins: one with every member; none where none can be made.</summary>
    public static IReadOnlyDictionary<string, JsonNode> SamplesOf(JsonObject schema)
    {
        var made = new SampleFactory(schema).Make(schema);
        return made is not null && JsonSchema.Parse(schema).Accepts(JsonSerializer.SerializeToElement(made)) ? new() { ["made"] = made } : new Dictionary<string, JsonNode>();
    }

    private JsonNode? Make(JsonNode? schema)
    {
        if (schema is not JsonObject node)
            return new JsonObject();

        if (node["$ref"]?.GetValue<string>() is { } pointer)
            return Follow(pointer);

        if (node["enum"] is JsonArray { Count: > 0 } values)
            return values[0]?.DeepClone();

        if (node["const"] is { } constant)
            return constant.DeepClone();

        if (node["anyOf"] is JsonArray { Count: > 0 } branches)
            return Make(branches[0]);

        return TypeOf(node) switch
        {
            "array" => node["items"] is { } items && Make(items) is { } item ? new JsonArray(item) : [],
            "integer" => (node[ScalarSchemas.EnumNames] as JsonObject)?.FirstOrDefault().Key is { } number ? JsonNode.Parse(number) : 1,
            "number" => 12.5,
            "boolean" => true,
            "string" => Text(node),
            "null" => null,
            _ => Members(node),
        };
    }

    private JsonNode? Follow(string pointer)
    {
        var target = SchemaPath.Resolve(root, pointer);
        if (!_inside.Add(pointer))
            return target is JsonObject again && TypeOf(again) == "array" ? new JsonArray() : null;

        var made = Make(target);
        _inside.Remove(pointer);
        return made;
    }

    private JsonObject Members(JsonObject schema)
    {
        var message = new JsonObject();
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
            message[name] = Make(member);

        return message;
    }

    private static string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray { Count: > 0 } types => types.Select(type => type!.GetValue<string>()).First(),
        JsonValue type => type.GetValue<string>(),
        _ => null,
    };

    private static string Text(JsonObject schema) => schema["format"]?.GetValue<string>() switch
    {
        "uuid" => "0b9c6e1a-5f64-4f0e-9a37-2c1f4b7f6d10",
        "date-time" => "2026-01-31T09:30:00Z",
        "date" => "2026-01-31",
        "time" => "09:30:00",
        "uri" => "https://example.org/a",
        "byte" => "AAEC",
        _ => Texts.FirstOrDefault(text => Fits(text, schema)) ?? Texts[0],
    };

    private static bool Fits(string text, JsonObject schema) =>
        text.Length <= (schema["maxLength"]?.GetValue<int>() ?? int.MaxValue)
        && (schema["pattern"]?.GetValue<string>() is not { } pattern || Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking));
}
