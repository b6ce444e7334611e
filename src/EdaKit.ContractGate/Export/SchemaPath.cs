using System.Text.Json.Nodes;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Export;

/// <summary>Finds the part of a schema to which a <c>$ref</c> leads.</summary>
internal static class SchemaPath
{
    /// <summary>Follows a reference within a document; null where nothing is there.</summary>
    public static JsonNode? Resolve(JsonNode root, string reference)
    {
        JsonNode? node = root;
        foreach (var name in SchemaPointer.Split(Uri.UnescapeDataString(reference.TrimStart('#'))))
            node = node is JsonArray list && int.TryParse(name, out var index) && index < list.Count ? list[index] : (node as JsonObject)?[name];

        return node;
    }
}
