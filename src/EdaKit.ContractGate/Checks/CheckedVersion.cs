using System.Text.Json.Nodes;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Export;
using EdaKit.Contracts;

namespace EdaKit.ContractGate.Checks;

/// <summary>A version that the code has, and what is recorded of it.</summary>
/// <param name="Contract">The version's class.</param>
/// <param name="Schemas">What the class writes and reads now.</param>
/// <param name="Recorded">What is recorded, or null for a version that is new.</param>
internal sealed record CheckedVersion(ContractDescriptor Contract, ContractSchemas Schemas, Baseline? Recorded)
{
    /// <summary>Whether the class is what is recorded of it, to the letter.</summary>
    public bool IsAsRecorded => Recorded is not null
        && Recorded.OldestReader == Contract.OldestReader
        && JsonNode.DeepEquals(Recorded.Schemas.Writes, Schemas.Writes)
        && JsonNode.DeepEquals(Recorded.Schemas.Reads, Schemas.Reads);
}
