using System.Text.Json.Nodes;
using EdaKit.ContractGate.Export;

namespace EdaKit.ContractGate.Baselines;

/// <summary>What is recorded of a version of a contract when it is published: the file <c>contracts/&lt;name&gt;/v&lt;N&gt;.json</c>.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Version">The version.</param>
/// <param name="OldestReader">The oldest version whose readers can read it.</param>
/// <param name="Schemas">What is written and read.</param>
/// <param name="Samples">Messages of this version, by the names of their files, as the JSON of the message without its envelope.</param>
internal sealed record Baseline(string Contract, int Version, int OldestReader, ContractSchemas Schemas, IReadOnlyDictionary<string, JsonNode> Samples);
