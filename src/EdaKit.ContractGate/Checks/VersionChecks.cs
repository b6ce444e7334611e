using System.Text.Json.Nodes;
using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Compatibility;
using EdaKit.ContractGate.Export;
using EdaKit.ContractGate.Sources;
using EdaKit.Contracts.Versions;

namespace EdaKit.ContractGate.Checks;

/// <summary>What must hold of the versions of one contract.</summary>
/// <param name="assembly">The contracts as they are now.</param>
/// <param name="options">What is demanded.</param>
/// <param name="versions">The contract's versions in the code, the newest one last.</param>
/// <param name="recorded">The contract's recorded versions, the newest one last.</param>
/// <param name="sources">Where the classes are.</param>
internal sealed class VersionChecks(
    ContractAssembly assembly, GateOptions options, IReadOnlyList<CheckedVersion> versions, IReadOnlyList<Baseline> recorded, SourceLocator sources)
{
    private readonly ComparisonOptions _comparison = new() { RefusesAsRegistriesDo = options.Strict };
    private readonly CheckedVersion _newest = versions[^1];

    private string Record => options.Json is null ? "Run 'edakit contracts update'" : $"Call {nameof(ContractCheck)}.{nameof(ContractCheck.Update)}() once";

    private IEnumerable<Baseline> Older => recorded.Where(baseline => baseline.Version < _newest.Contract.Version);

    /// <summary>1. Each version is recorded …</summary>
    public IEnumerable<GateFinding> Recorded()
    {
        foreach (var version in versions)
        {
            if (version.Recorded is null)
            {
                yield return Finding(GateRules.NotRecorded, version, "", $"Nothing is recorded of '{version.Contract}'. {Record} and "
                    + "commit the files, so that "
                    + "later changes are compared with them.");
            }
            else if (!version.IsAsRecorded)
            {
                yield return Finding(GateRules.RecordIsOld, version, "", $"'{version.Contract}' is no longer what is recorded. Where no error stands beside "
                    + "this, the change breaks nobody: "
                    + $"{char.ToLowerInvariant(Record[0])}{Record[1..]} and commit the file.", isError: false);
            }
        }

        if (recorded is [.., { } last] && last.Version > _newest.Contract.Version)
        {
            yield return Finding(GateRules.NewestGone, _newest, "", $"Version {last.Version} of '{last.Contract}' is recorded, and the newest class is of "
                + $"version {_newest.Contract.Version}, which "
                + $"reads none of its messages. Put the class back; or, when version {last.Version} was never published, delete 'v{last.Version}.json' and its samples.");
        }
    }

    /// <summary>… and its class still keeps what it promised.</summary>
    public IEnumerable<GateFinding> Changed()
    {
        if (options.Mode == CompatibilityMode.None)
            return [];

        return versions.Where(version => version.Recorded is not null).SelectMany(version =>
        {
            var remedy = $"'{version.Contract}' is published. Take the change back, or make it version {_newest.Contract.Version + 1} of the contract, with a "
                + "way from the older one.";

            // What readers notice in both directions is one finding: the first.
            return Compare(version.Recorded!.Schemas, version.Schemas)
                .Select(difference => Finding(difference, version, $"Messages of '{version.Contract}' that are on their way can no longer be read: "
                    + $"{difference.Message} {remedy}"))
                .Concat(Compare(version.Schemas, version.Recorded.Schemas)
                    .Select(difference => Finding(difference, version, $"Processes that read '{version.Contract}' as it was can no longer read it: "
                        + $"{difference.Message} {remedy}")))
                .DistinctBy(finding => (finding.RuleId, finding.Path))
                .Concat(Renumbered(version.Recorded.Schemas, version.Schemas).Select(change => Finding(GateRules.EnumRenumbered, version, change.Path,
                    $"The number '{change.Number}' in '{change.Path}' of '{version.Contract}' meant '{change.Before}' and now means '{change.Now}', and messages "
                    + "hold the number. Give the names of the enum the numbers that they had, and new names new numbers.")));
        });
    }

    /// <summary>What no schema says: what a converter does.</summary>
    public IEnumerable<GateFinding> Unseen() =>
        from version in versions
        from member in SchemaMember.Of(version.Schemas.Writes)
        where member.Schema.ContainsKey(SchemaExporter.Converter)
        select Finding(GateRules.Opaque, version, member.Path, $"'{member.Path}' of '{version.Contract}' is written and read by "
            + $"'{member.Schema[SchemaExporter.Converter]}', so that its JSON is not known here, and changes of it are not seen. Use members whose JSON follows "
            + "from their types, or test the converter with old messages.", isError: false);

    /// <summary>2. The newest version reads the older ones.</summary>
    public IEnumerable<GateFinding> Unread()
    {
        var proof = new UpcastProof(assembly, _newest);

        foreach (var older in Demanded(CompatibilityMode.Backward, CompatibilityMode.BackwardTransitive))
        {
            if (!proof.HasWayFrom(older.Version))
                yield return WithoutWay(older);
            else if (older.Samples.Count == 0)
            {
                yield return Finding(GateRules.NoSample, _newest, "", $"The way from version {older.Version} to '{_newest.Contract}' is not proven: nothing "
                    + "is recorded to try it with. "
                    + $"Put a message of version {older.Version} beside its schema, as 'v{older.Version}.real.sample.json'.");
            }
        }

        // A way that somebody names must work, whatever is demanded.
        foreach (var older in Older.Where(older => proof.HasWayFrom(older.Version)))
        {
            foreach (var (sample, failure) in proof.Try(older))
                yield return Finding(GateRules.WayFails, _newest, "", $"The way from version {older.Version} to '{_newest.Contract}' fails for the sample "
                    + $"'{sample}': {failure}");
        }
    }

    /// <summary>3. Readers of older versions read the newest, or its publisher can emit theirs.</summary>
    public IEnumerable<GateFinding> Ahead()
    {
        foreach (var older in Demanded(CompatibilityMode.Forward, CompatibilityMode.ForwardTransitive).Where(older => older.Version < _newest.Contract.OldestReader))
        {
            if (VersionPaths.Towards(older.Contract, older.Version, assembly.Builder.Downcasts).ContainsKey(_newest.Contract.Version))
                continue;

            var differences = Compare(_newest.Schemas, older.Schemas);
            var remedy = differences.Count == 0
                ? $"They could read it: say so with OldestReader = {older.Version} in its [EventContract]."
                : $"Keep to changes that they pass over, or add Contracts.Downcast to version {older.Version}, which publishers can then emit. {Sentences(differences)}";

            yield return Finding(GateRules.NotReadByOlder, _newest, PathOf(differences), $"Readers of version {older.Version} cannot be given "
                + $"'{_newest.Contract}'. {remedy}");
        }
    }

    /// <summary>4. What <c>OldestReader</c> promises is proven.</summary>
    public IEnumerable<GateFinding> Promised() =>
        from version in versions
        from older in recorded
        where older.Version < version.Contract.Version && older.Version >= version.Contract.OldestReader
        from fault in Compare(version.Schemas, older.Schemas).Select(difference => (Rule: GateRules.Of(difference.Kind), difference.Path, difference.Message))
            .Concat(Renumbered(older.Schemas, version.Schemas).Select(change => (Rule: GateRules.EnumRenumbered, change.Path,
                Message: $"The number '{change.Number}' means '{change.Before}' to them, and '{change.Now}' in its messages.")))
        select Finding(fault.Rule, version, fault.Path, $"OldestReader of '{version.Contract}' says that readers of version {older.Version} can read it, and they "
            + $"cannot: {fault.Message} Set OldestReader to {older.Version + 1} or higher.");

    /// <summary>5. Recorded samples are messages of their version.</summary>
    public IEnumerable<GateFinding> Samples() =>
        from baseline in recorded
        from sample in baseline.Samples
        let failure = SampleProof.Explain(baseline.Schemas.Accepted, sample.Value)
        where failure is not null
        select Finding(GateRules.SampleIsNone, versions.FirstOrDefault(version => version.Contract.Version == baseline.Version) ?? _newest, "",
            $"The sample '{sample.Key}' is no message of '{baseline.Contract} v{baseline.Version}': {failure} Put a real message there.");

    /// <summary>6. What is given up can be told when, and is gone by then.</summary>
    public IEnumerable<GateFinding> Deprecations()
    {
        var today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime);

        foreach (var version in versions)
        {
            if (!Deprecation.CanBeRead(version.Contract.MessageType))
            {
                yield return Finding(GateRules.DeprecationUnreadable, version, "", $"[Deprecated] of '{version.Contract}' has no days that can be read. Write "
                    + "them as '2026-11-01', and let 'Until' be no "
                    + "earlier than 'since'.");
            }
            else if (Deprecation.Of(version.Contract.MessageType) is { Until: { } until } && until < today)
            {
                yield return Finding(GateRules.DeprecationIsOver, version, "", $"'{version.Contract}' was to be published until '{until:yyyy-MM-dd}'. Take "
                    + "the class away, or say until when it stays.", isError: false);
            }
        }
    }

    private GateFinding WithoutWay(Baseline older)
    {
        var differences = Compare(older.Schemas, _newest.Schemas);
        var way = differences.Count == 0
            ? $"Nothing else differs: Contracts.Reshape<{_newest.Contract.MessageType.Name}>(from: {older.Version}, _ => {{ }}) is enough."
            : $"Add Contracts.Upcast, Reshape or UpcastJson from version {older.Version}. It must bridge: {Sentences(differences)}";

        return Finding(GateRules.NoWay, _newest, PathOf(differences), $"'{_newest.Contract}' cannot be given messages of version {older.Version}, which may "
            + "wait in queues, outboxes and "
            + $"schedules. {way}");
    }

    private IEnumerable<Baseline> Demanded(CompatibilityMode one, CompatibilityMode all)
    {
        if (options.Mode == all || options.Mode == CompatibilityMode.FullTransitive)
            return Older;

        return options.Mode == one || options.Mode == CompatibilityMode.Full ? Older.TakeLast(1) : [];
    }

    /// <summary>What of one side's messages the other side cannot read.</summary>
    private IReadOnlyList<SchemaFinding> Compare(ContractSchemas writer, ContractSchemas reader) =>
        SchemaComparison.Compare(writer.Written, options.Strict ? reader.Written : reader.Accepted, _comparison);

    /// <summary>Numbers of enums that have another name on one side than on the other.</summary>
    private static IEnumerable<(string Path, string Number, string Before, string Now)> Renumbered(ContractSchemas before, ContractSchemas now) =>
        from one in SchemaMember.Of(before.Writes)
        join other in SchemaMember.Of(now.Writes) on one.Path equals other.Path
        from name in one.Schema[ScalarSchemas.EnumNames] as JsonObject ?? []
        let changed = other.Schema[ScalarSchemas.EnumNames]?[name.Key]
        where changed is not null && !JsonNode.DeepEquals(changed, name.Value)
        select (one.Path, name.Key, $"{name.Value}", $"{changed}");

    private GateFinding Finding(SchemaFinding difference, CheckedVersion version, string message) =>
        Finding(GateRules.Of(difference.Kind), version, difference.Path, message);

    private GateFinding Finding(string rule, CheckedVersion version, string path, string message, bool isError = true) =>
        new(rule, isError, version.Contract.Name, version.Contract.Version, path, message, sources.Find(version.Contract.MessageType, path));

    private static string Sentences(IEnumerable<SchemaFinding> differences) => string.Join(" ", differences.Select(difference => difference.Message));

    private static string PathOf(IReadOnlyList<SchemaFinding> differences) => differences.Count > 0 ? differences[0].Path : "";
}
