using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Export;

/// <summary>Finds the part of a schema to which a <c>$ref</c> leads.</summary>
internal static class SchemaPath
{
    /// <summary>Follows a reference within a document; null where nothing is there.</summary>
    public static JsonNode? Resolve(JsonNode root, string reference)
    {
        JsonNode? node = root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node is JsonArray list && int.TryParse(name, out var index) && index < list.Count ? list[index] : (node as JsonObject)?[name];
        }

        return node;
    }
}
