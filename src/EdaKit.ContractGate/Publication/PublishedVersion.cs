using System.Text.Json.Nodes;
using EdaKit.ContractGate.Checks;

namespace EdaKit.ContractGate.Publication;

/// <summary>A version of a contract as others are to see it.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Version">The version.</param>
/// <param name="OldestReader">The oldest version whose readers can read it.</param>
/// <param name="Schema">What is written, with what the source says of it.</param>
/// <param name="Samples">Messages that are written so, by name.</param>
/// <param name="Changes">What differs from the version before it, member by member; empty for the first.</param>
/// <param name="Deprecation">When it is given up; null where it stays.</param>
/// <param name="Urn">Its name on the wire.</param>
internal sealed record PublishedVersion(
    string Contract, int Version, int OldestReader, JsonObject Schema, IReadOnlyDictionary<string, JsonNode> Samples, IReadOnlyList<string> Changes,
    Deprecation? Deprecation, string Urn)
{
    /// <summary>What names it where there is one name for both, such as <c>retail.order-placed.v2</c>.</summary>
    public string Id => $"{Contract}.v{Version}";
}
