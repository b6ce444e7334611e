using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Export;

/// <summary>The two schemas of a version of a contract.</summary>
/// <param name="Writes">What a process may put on the wire. Closed: it writes no member that is not named here.</param>
/// <param name="Reads">What a process accepts. Open: members that it does not know are passed over.</param>
internal sealed record ContractSchemas(JsonObject Writes, JsonObject Reads);
