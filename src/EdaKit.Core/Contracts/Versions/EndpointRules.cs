using EdaKit.Startup;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>What must hold of an endpoint's consumers so that each version of a contract is handled there once.</summary>
internal sealed class EndpointRules(ContractsBuilder contracts) : IStartupRule
{
    public IEnumerable<ConfigurationFault> Check(StartupContext context)
    {
        var registered = contracts.Describe().Where(contract => !contract.MessageType.ContainsGenericParameters).ToList();

        foreach (var endpoint in context.MessageTypes)
        {
            var consumed = endpoint.ToHashSet(StringComparer.Ordinal);

            foreach (var fault in TwoVersions(endpoint.Key, consumed, registered).Concat(PartlyImplemented(endpoint.Key, consumed, registered)))
                yield return fault;
        }
    }

    private static IEnumerable<ConfigurationFault> TwoVersions(string endpoint, HashSet<string> consumed, List<ContractDescriptor> contracts) =>
        from contract in contracts
        where consumed.Contains(ReceivePipelineReader.NameOf(contract.MessageType))
        group contract by contract.Name into versions
        where versions.Count() > 1
        select new ConfigurationFault("EDA0114", $"Endpoint '{endpoint}' consumes versions '{string.Join("', '", versions.Select(contract => contract.Version).Order())}' of contract "
            + $"'{versions.Key}', and would handle twice what it can read as both. Consume the newest alone, and bring older ones to it with Contracts.Upcast, Reshape or UpcastJson.");

    private static IEnumerable<ConfigurationFault> PartlyImplemented(string endpoint, HashSet<string> consumed, List<ContractDescriptor> contracts)
    {
        foreach (var versions in contracts.GroupBy(contract => contract.Name).Where(group => group.Count() > 1))
        {
            foreach (var ancestor in versions.SelectMany(version => Ancestors(version.MessageType)).Distinct().Where(ancestor => consumed.Contains(ReceivePipelineReader.NameOf(ancestor))))
            {
                foreach (var missing in versions.Where(version => !ancestor.IsAssignableFrom(version.MessageType)))
                    yield return new("EDA0115", $"Endpoint '{endpoint}' consumes '{ancestor}', which some versions of contract '{versions.Key}' are, and version '{missing.Version}' "
                        + $"('{missing.MessageType}') is not: messages of it would not reach the consumer. Let '{missing.MessageType}' be a '{ancestor.Name}' too, or consume the contract's newest version.");
            }
        }
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null && ancestor != typeof(object); ancestor = ancestor.BaseType)
            yield return ancestor;

        foreach (var implemented in type.GetInterfaces().Where(implemented => !implemented.ContainsGenericParameters))
            yield return implemented;
    }
}
