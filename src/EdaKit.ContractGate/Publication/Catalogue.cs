using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Checks;
using EdaKit.ContractGate.Choreography;
using EdaKit.ContractGate.Export;
using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Services;
using EdaKit.Contracts;
using EdaKit.Contracts.Versions;

namespace EdaKit.ContractGate.Publication;

/// <summary>All that can be told of the contracts of an assembly: their recorded versions, what the sources say of them, and which services use them.</summary>
internal sealed class Catalogue
{
    private readonly XmlDocumentation _documentation;
    private readonly IReadOnlyList<ServiceUse> _services;

    private Catalogue(ContractAssembly assembly, IReadOnlyList<Baseline> recorded, IReadOnlyList<ServiceUse> services)
    {
        _documentation = XmlDocumentation.Beside(assembly.Assembly.Location);
        _services = services;
        Title = assembly.Assembly.GetName().Name!;
        Contracts = [.. assembly.Contracts
            .GroupBy(contract => contract.Name, StringComparer.Ordinal)
            .OrderBy(classes => classes.Key, StringComparer.Ordinal)
            .Select(classes => Describe([.. classes], [.. recorded.Where(baseline => baseline.Contract == classes.Key)]))];

        var names = assembly.Contracts.ToDictionary(contract => contract.MessageType.FullName!, contract => contract.Name, StringComparer.Ordinal);
        Flows = ReactionGraph.Of(services, names.GetValueOrDefault);
    }

    /// <summary>The assembly's name.</summary>
    public string Title { get; }

    /// <summary>The contracts, by name.</summary>
    public IReadOnlyList<PublishedContract> Contracts { get; }

    /// <summary>Which contract leads to which, where no saga coordinates.</summary>
    public ReactionGraph Flows { get; }

    /// <summary>Gathers it.</summary>
    /// <param name="assembly">The contracts.</param>
    /// <param name="recorded">What is recorded of them, by version.</param>
    /// <param name="services">The services that use them.</param>
    /// <exception cref="ContractGateException">Nothing is recorded of a version that has a class.</exception>
    public static Catalogue Of(ContractAssembly assembly, IReadOnlyList<Baseline> recorded, IReadOnlyList<ServiceUse> services) => new(assembly, recorded, services);

    private PublishedContract Describe(IReadOnlyList<ContractDescriptor> classes, IReadOnlyList<Baseline> recorded)
    {
        var newest = classes[^1];
        var missing = classes.FirstOrDefault(version => recorded.All(baseline => baseline.Version != version.Version));
        if (missing is not null)
            throw new ContractGateException($"Nothing is recorded of '{missing}', and what is published is what is recorded. Run 'edakit contracts update' first.");

        return new(
            newest.Name,
            _documentation.Of(newest.MessageType),
            newest.BusinessKeyName is { } key ? JsonNamingPolicy.CamelCase.ConvertName(key) : null,
            [.. recorded.Select((baseline, index) => Describe(baseline, index > 0 ? recorded[index - 1] : null, classes.FirstOrDefault(version => version.Version == baseline.Version)))],
            ServicesThat(service => service.Sends, classes),
            ServicesThat(service => service.Receives, classes));
    }

    private PublishedVersion Describe(Baseline baseline, Baseline? before, ContractDescriptor? carrier)
    {
        var written = JsonSchema.Parse(baseline.Schemas.Writes);

        return new(
            baseline.Contract, baseline.Version, baseline.OldestReader,
            carrier is null ? baseline.Schemas.Writes : new SchemaDescriptions(_documentation, carrier.MessageType).AddTo(baseline.Schemas.Writes),
            baseline.Samples.Where(sample => written.Accepts(JsonSerializer.SerializeToElement(sample.Value))).OrderBy(sample => sample.Key, StringComparer.Ordinal).ToDictionary(),
            before is null ? [] : VersionDiff.MembersOf(before.Schemas, baseline.Schemas),
            carrier is null ? null : Deprecation.Of(carrier.MessageType),
            new ContractUrn(baseline.Contract, baseline.Version).ToString());
    }

    private IReadOnlyList<string> ServicesThat(Func<ServiceUse, IReadOnlySet<string>> use, IReadOnlyList<ContractDescriptor> classes) =>
        [.. _services.Where(service => classes.Any(version => use(service).Contains(version.MessageType.FullName!))).Select(service => service.Service).Order(StringComparer.Ordinal)];
}
