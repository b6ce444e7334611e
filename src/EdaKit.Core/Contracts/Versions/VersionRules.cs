using EdaKit.Startup;

namespace EdaKit.Contracts.Versions;

/// <summary>What must hold of the paths between versions before a bus may start.</summary>
internal sealed class VersionRules(ContractsBuilder contracts) : IStartupRule
{
    IEnumerable<ConfigurationFault> IStartupRule.Check(StartupContext context) => Check();

    /// <summary>The same without a bus, whose endpoints do not matter here.</summary>
    public IEnumerable<ConfigurationFault> Check() =>
        Doubles(contracts.Upcasts).Concat(Doubles(contracts.Downcasts)).Concat(Gaps()).Concat(Unreachable());

    private static IEnumerable<ConfigurationFault> Doubles(IEnumerable<VersionStep> steps) =>
        from step in steps
        group step by (step.Contract, step.From, step.To) into same
        where same.Count() > 1
        select new ConfigurationFault("EDA0111", $"Version '{same.Key.From}' of contract '{same.Key.Contract}' is brought to version '{same.Key.To}' in {same.Count()} ways: "
            + $"'{string.Join("', '", same.Select(step => step.Call))}'. Leave one.");

    /// <summary>Where a contract has upcasters at all, its newest version can read every other one that this process knows of.</summary>
    private IEnumerable<ConfigurationFault> Gaps()
    {
        var types = contracts.Describe().ToList();

        foreach (var steps in contracts.Upcasts.GroupBy(step => step.Contract))
        {
            var newest = types.Where(type => type.Name == steps.Key).MaxBy(type => type.Version)!;
            var paths = VersionPaths.Towards(steps.Key, newest.Version, contracts.Upcasts);
            var known = types.Where(type => type.Name == steps.Key).Select(type => type.Version).Concat(steps.Select(step => step.From));

            foreach (var version in known.Distinct().Where(version => version < newest.Version && !paths.ContainsKey(version)).Order())
            {
                yield return new("EDA0112", $"Nothing brings version '{version}' of contract '{steps.Key}' to '{newest.Version}', which '{newest.MessageType}' carries: "
                    + $"messages of it could not be read. Add Contracts.Upcast, Reshape or UpcastJson from version '{version}', or from a version to which it is brought.");
            }
        }
    }

    private IEnumerable<ConfigurationFault> Unreachable()
    {
        foreach (var (type, version) in contracts.Emitted)
        {
            var contract = ContractDescriptor.Of(type)!;
            if (!VersionPaths.Towards(contract.Name, version, contracts.Downcasts).ContainsKey(contract.Version))
            {
                yield return new("EDA0113", $"'{type}' is to leave this process as '{contract.Name} v{version}', and nothing makes that of '{contract}'. "
                    + $"Add Contracts.Downcast from '{type}' to the type that carries version '{version}', or take Emit<{type.Name}>({version}) away.");
            }
        }
    }
}
