using System.Text.Json.Nodes;
using EdaKit.ContractGate.Schemas;

namespace EdaKit.ContractGate.Export;

/// <summary>The two schemas of a version of a contract. They do not change.</summary>
/// <param name="writes">What a process may put on the wire. Closed: it writes no member that is not named here.</param>
/// <param name="reads">What a process accepts. Open: members that it does not know are passed over.</param>
internal sealed class ContractSchemas(JsonObject writes, JsonObject reads)
{
    private readonly Lazy<JsonSchema> _written = new(() => AsDotNetReads(writes));
    private readonly Lazy<JsonSchema> _accepted = new(() => AsDotNetReads(reads));

    /// <summary>What a process may put on the wire. Closed: it writes no member that is not named here.</summary>
    public JsonObject Writes => writes;

    /// <summary>What a process accepts. Open: members that it does not know are passed over.</summary>
    public JsonObject Reads => reads;

    /// <summary><see cref="Writes"/>, to compare and to hold values against; read once, since each version is held against each other one.</summary>
    /// <exception cref="SchemaException">It is no schema that can be compared.</exception>
    public JsonSchema Written => _written.Value;

    /// <summary><see cref="Reads"/>, in the same way.</summary>
    /// <exception cref="SchemaException">It is no schema that can be compared.</exception>
    public JsonSchema Accepted => _accepted.Value;

    /// <summary>Formats are a part of what .NET reads.</summary>
    private static JsonSchema AsDotNetReads(JsonObject schema) => JsonSchema.Parse(schema).WithFormatsChecked();
}
