using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Checks;

/// <summary>Says of a message whether it is one of a version.</summary>
internal static class SampleProof
{
    /// <summary>Why a schema refuses a message; null where it accepts it.</summary>
    public static string? Explain(JsonSchema schema, JsonNode? message) =>
        schema.Explain(JsonSerializer.SerializeToElement(message)) is var (path, reason) ? $"{(path.Length > 0 ? $"At '{path}': " : "")}{reason}" : null;
}
