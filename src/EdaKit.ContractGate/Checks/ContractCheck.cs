using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Export;
using EdaKit.ContractGate.Sources;
using EdaKit.Contracts;

namespace EdaKit.ContractGate.Checks;

/// <summary>Compares the contracts of an assembly with what is recorded of them, and says what would break.</summary>
/// <remarks>
/// For each contract, in this order:
/// <list type="number">
/// <item>Each version is recorded, and its class still writes what others read, and reads what others wrote.</item>
/// <item>The newest version reads the older ones: a way leads from each, and works on the recorded samples.</item>
/// <item>Readers of older versions read the newest, or its publisher can emit theirs.</item>
/// <item>What <c>OldestReader</c> promises is proven.</item>
/// <item>Recorded samples are messages of their version.</item>
/// <item>What is deprecated is gone when its last day has passed.</item>
/// </list>
/// A recorded version counts as alive until its file is deleted. Contracts that say which row has changed, and not what has happened, are warned of.
/// </remarks>
public sealed class ContractCheck
{
    private readonly ContractAssembly _assembly;
    private readonly BaselineFolder _folder;
    private readonly GateOptions _options;

    internal ContractCheck(ContractAssembly assembly, BaselineFolder folder, GateOptions options)
    {
        (_assembly, _folder, _options) = (assembly, folder, options);
    }

    /// <summary>Prepares a check of the contracts of a loaded assembly.</summary>
    /// <typeparam name="T">Any type of that assembly.</typeparam>
    /// <param name="folder">
    /// The folder with what is recorded of this assembly, and of no other: a full path, or one from the folder of the running program or any above it. So a
    /// test names it from the root of the repository, such as <c>src/Shop.Contracts/contracts</c>.
    /// </param>
    /// <param name="options">What is demanded; null for the defaults.</param>
    /// <returns>The check.</returns>
    /// <exception cref="ContractGateException">The assembly has no contracts, what it says of their JSON cannot be used, or there is no such folder.</exception>
    public static ContractCheck Of<T>(string folder = "contracts", GateOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new(ContractAssembly.Of(typeof(T).Assembly, options?.Json), BaselineFolder.FindFrom(AppContext.BaseDirectory, folder), options ?? new());
    }

    /// <summary>Checks all contracts of the assembly, for a test: it passes, or says why not.</summary>
    /// <exception cref="ContractBreakException">Somebody would break.</exception>
    /// <exception cref="ContractGateException">A recorded file cannot be read, or a contract's class cannot be written as JSON.</exception>
    public void Verify()
    {
        var findings = Run();
        if (findings.Any(finding => finding.IsError))
            throw new ContractBreakException(findings);
    }

    /// <summary>Checks all contracts of the assembly.</summary>
    /// <returns>What was found, by contract, version and path; empty where all is well.</returns>
    /// <exception cref="ContractGateException">A recorded file cannot be read, or a contract's class cannot be written as JSON.</exception>
    public IReadOnlyList<GateFinding> Run()
    {
        var recorded = _folder.Read();
        using var sources = SourceLocator.Open(_assembly.Assembly);
        var contracts = Versions(recorded).GroupBy(version => version.Contract.Name, StringComparer.Ordinal).ToList();

        return
        [
            .. contracts
                .SelectMany(versions => Check([.. versions], [.. recorded.Where(baseline => baseline.Contract == versions.Key)], sources))
                .Concat(Gone(recorded))
                .Concat(new DesignRules([.. contracts.Select(versions => versions.Last())], sources).Check())
                .OrderBy(finding => finding.Contract, StringComparer.Ordinal).ThenBy(finding => finding.Version).ThenBy(finding => finding.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Records every version that the code has as it is now, each new one with a sample, as <c>edakit contracts update</c> does. For contracts of which the command line does not know how they are
    /// written (<see cref="GateOptions.Json"/>); call it by hand, and never in a pipeline: what is recorded without being looked at guards nothing.
    /// </summary>
    /// <returns>The files of schemas that were written or changed.</returns>
    /// <exception cref="ContractBreakException">Somebody would break. Nothing is recorded.</exception>
    /// <exception cref="ContractGateException">A recorded file cannot be read or written, or a contract's class cannot be written as JSON.</exception>
    public IReadOnlyList<string> Update() => Broken() is { Count: > 0 } broken ? throw new ContractBreakException(broken) : Record();

    /// <summary>What would break somebody and could not be taken back once it is recorded.</summary>
    internal IReadOnlyList<GateFinding> Broken() => [.. Run().Where(finding => finding.IsError && finding.RuleId != GateRules.NotRecorded)];

    /// <summary>Records every version that the code has as it is now; each new one with a sample.</summary>
    /// <returns>The files of schemas that were written or changed.</returns>
    /// <exception cref="ContractGateException">A recorded file cannot be read or written, or a contract's class cannot be written as JSON.</exception>
    internal IReadOnlyList<string> Record()
    {
        var written = new List<string>();

        foreach (var version in Versions(_folder.Read()))
        {
            if (version is { IsAsRecorded: true, Recorded.Samples.Count: > 0 })
                continue;

            var samples = version.Recorded?.Samples is { Count: > 0 } kept ? kept : SampleFactory.SamplesOf(version.Schemas.Writes);
            _folder.Write(new(version.Contract.Name, version.Contract.Version, version.Contract.OldestReader, version.Schemas, samples));
            written.Add(_folder.FileOf(version.Contract.Name, version.Contract.Version));
        }

        return written;
    }

    /// <summary>Lays every version that is new or has changed beside what is recorded: of itself, or of the version before it.</summary>
    /// <returns>The versions that differ, by contract, then by version.</returns>
    /// <exception cref="ContractGateException">A recorded file cannot be read, or a contract's class cannot be written as JSON.</exception>
    internal IReadOnlyList<VersionDiff> Diff()
    {
        var recorded = _folder.Read();

        return
        [
            .. from version in Versions(recorded)
               where !version.IsAsRecorded
               let before = version.Recorded ?? recorded.LastOrDefault(baseline => baseline.Contract == version.Contract.Name && baseline.Version < version.Contract.Version)
               select new VersionDiff(version.Contract.Name, version.Contract.Version, before?.Version, VersionDiff.MembersOf(before?.Schemas, version.Schemas)),
        ];
    }

    private List<CheckedVersion> Versions(IReadOnlyList<Baseline> recorded)
    {
        var exporter = new SchemaExporter(_assembly.Options);
        var byVersion = recorded.ToDictionary(baseline => (baseline.Contract, baseline.Version));

        return [.. _assembly.Contracts.Select(contract => new CheckedVersion(
            contract, Export(exporter, contract), byVersion.GetValueOrDefault((contract.Name, contract.Version))))];
    }

    private static ContractSchemas Export(SchemaExporter exporter, ContractDescriptor contract)
    {
        try
        {
            return exporter.Export(contract.MessageType);
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException)
        {
            throw new ContractGateException($"'{contract.MessageType}' ('{contract}') cannot be written as JSON: {error.Message} Use types that "
                + "System.Text.Json knows, or give it a converter "
                + "in [assembly: ContractSerialization].", error);
        }
    }

    private IEnumerable<GateFinding> Check(IReadOnlyList<CheckedVersion> versions, IReadOnlyList<Baseline> recorded, SourceLocator sources)
    {
        var rules = new VersionChecks(_assembly, _options, versions, recorded, sources);

        return [.. rules.Recorded(), .. rules.Changed(), .. rules.Unseen(), .. rules.Unread(), .. rules.Ahead(), .. rules.Promised(), .. rules.Samples(), .. rules.Deprecations()];
    }

    /// <summary>What is recorded and has no class at all.</summary>
    private IEnumerable<GateFinding> Gone(IReadOnlyList<Baseline> recorded) =>
        from baseline in recorded.ExceptBy(_assembly.Contracts.Select(contract => contract.Name), baseline => baseline.Contract).DistinctBy(baseline => baseline.Contract)
        select new GateFinding(GateRules.ContractGone, true, baseline.Contract, baseline.Version, "", $"Contract '{baseline.Contract}' is recorded, and "
            + $"'{_assembly.Assembly.GetName().Name}' has no class of it. Its messages may wait in queues, outboxes and schedules. Put the class back; or, "
            + "when nobody publishes "
            + $"or consumes it any more, delete '{Path.GetDirectoryName(_folder.FileOf(baseline.Contract, baseline.Version))}'.", null);
}
