using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Export;

/// <summary>What a member may hold, in words.</summary>
internal static class SchemaWords
{
    private static readonly string[] Details = ["format", "minimum", "maximum", "pattern", "propertyNames", ScalarSchemas.EnumNames, SchemaExporter.Converter];

    /// <summary>Type and all that narrows it: <c>integer (minimum 0, maximum 255)</c>.</summary>
    public static string Of(JsonObject member, JsonObject root)
    {
        member = Follow(member, root);
        var details = string.Join(", ", Details.Where(member.ContainsKey).Select(keyword => $"{keyword} "
            + $"{member[keyword] switch { JsonObject json => json.ToJsonString(), var value => value }}"));
        return details.Length == 0 ? TypeOf(member, root) : $"{TypeOf(member, root)} ({details})";
    }

    /// <summary>Type and format: <c>string (date-time)</c>.</summary>
    public static string Short(JsonObject member, JsonObject root) =>
        Follow(member, root)["format"] is { } format ? $"{TypeOf(member, root)} ({format})" : TypeOf(member, root);

    private static string TypeOf(JsonObject member, JsonObject root)
    {
        member = Follow(member, root);

        return member["type"] switch
        {
            JsonArray types => string.Join(" or ", types),
            JsonValue one => one.ToString(),
            _ => member["enum"] is JsonArray values ? $"one of {values.ToJsonString()}" : member["const"]?.ToJsonString() ?? "anything",
        };
    }

    private static JsonObject Follow(JsonObject member, JsonObject root) =>
        member["$ref"]?.GetValue<string>() is { } pointer && SchemaPath.Resolve(root, pointer) is JsonObject target ? target : member;
}
