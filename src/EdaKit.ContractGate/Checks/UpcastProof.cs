using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.Contracts;
using EdaKit.Contracts.Versions;

namespace EdaKit.ContractGate.Checks;

/// <summary>Brings recorded messages of older versions to the newest one, by the ways that a process would take.</summary>
internal sealed class UpcastProof(ContractAssembly assembly, CheckedVersion newest)
{
    private readonly ContractVersions _versions = new(new ContractCatalog(assembly.Contracts), assembly.Builder.Upcasts);

    public bool HasWayFrom(int version) => TryFind(version, out _);

    /// <summary>Tries every sample of a version.</summary>
    /// <returns>The samples that fail, and how.</returns>
    public IEnumerable<(string Sample, string Failure)> Try(Baseline older)
    {
        if (!TryFind(older.Version, out var read))
            yield break;

        foreach (var (name, sample) in older.Samples)
        {
            if (Failure(read!, sample) is { } failure)
                yield return (name, failure);
        }
    }

    private bool TryFind(int version, out ObjectReader? read) =>
        _versions.TryFindReader(newest.Contract.MessageType, [new ContractUrn(newest.Contract.Name, version).ToString()], out read);

    /// <summary>An upcaster is the contracts' own code: whatever it throws is what the gate has to tell.</summary>
    private string? Failure(ObjectReader read, JsonNode sample)
    {
        JsonNode? upcast;
        try
        {
            var message = read(sample.Deserialize<JsonElement>(assembly.Options), assembly.Options);
            upcast = JsonSerializer.SerializeToNode(message, newest.Contract.MessageType, assembly.Options);
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name}: {error.Message} Mend the upcaster, or the sample.";
        }

        return SampleProof.Explain(newest.Schemas.Written, upcast) is { } reason ? $"what comes of it is no message of '{newest.Contract}': {reason} Mend the upcaster." : null;
    }
}
