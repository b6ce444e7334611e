using System.Text.RegularExpressions;
using EdaKit.Startup;

namespace EdaKit.Contracts;

/// <summary>What must hold of registered contracts before a bus may start.</summary>
internal sealed partial class ContractRules(ContractsBuilder contracts) : IStartupRule
{
    /// <summary>How a contract's name is written.</summary>
    public const string NamePattern = @"[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*";

    private const int LongestName = 200;

    IEnumerable<ConfigurationFault> IStartupRule.Check(StartupContext context) => Check();

    /// <summary>The same without a bus, whose endpoints do not matter here.</summary>
    public IEnumerable<ConfigurationFault> Check()
    {
        foreach (var assembly in contracts.AssembliesWithoutContracts)
            yield return new("EDA0108", $"Assembly '{assembly.GetName().Name}' was registered for its contracts but has none. "
                + "Put [EventContract(name, version)] on its message types, or drop the call to Contracts.FromAssembly.");

        var serializations = contracts.Serializations;
        foreach (var named in serializations.Where(named => !named.IsUsable))
            yield return new("EDA0118", $"[assembly: ContractSerialization] names '{named.SerializationType}', which cannot be used. "
                + "Let it implement IContractSerialization and have a public constructor without parameters.");

        if (serializations.Count > 1)
            yield return new("EDA0117", $"The registered assemblies want {serializations.Count} kinds of JSON: "
                + $"'{string.Join("', '", serializations.Select(named => named.SerializationType))}'. MassTransit has one for a process: "
                + "let all assemblies name the same class in [assembly: ContractSerialization].");

        var descriptors = contracts.Describe().OrderBy(c => c.MessageType.FullName).ToList();

        foreach (var fault in descriptors.SelectMany(CheckOne).Concat(CheckTogether(descriptors)))
            yield return fault;
    }

    private static IEnumerable<ConfigurationFault> CheckOne(ContractDescriptor contract)
    {
        var type = contract.MessageType;

        if (contract.Name.Length > LongestName || !Name().IsMatch(contract.Name))
            yield return new("EDA0101", $"The contract name '{contract.Name}' of '{type}' is malformed. "
                + $"Use lower-case words joined by hyphens, in segments joined by dots, at most {LongestName} characters, like 'retail.order-placed'.");

        if (contract.Version < 1)
            yield return new("EDA0102", $"The version '{contract.Version}' of contract '{contract.Name}' ('{type}') is below 1. Number versions from 1.");
        else if (contract.OldestReader < 1 || contract.OldestReader > contract.Version)
            yield return new("EDA0116", $"'{type}' says that readers of version '{contract.OldestReader}' of contract '{contract.Name}' can read version '{contract.Version}'. "
                + $"Set OldestReader to a version from 1 to {contract.Version}, or leave it out.");

        if (type.ContainsGenericParameters)
            yield return new("EDA0104", $"The contract type '{type}' is generic, so one name would stand for many messages. Make it a closed type.");

        if (string.IsNullOrEmpty(type.Namespace))
            yield return new("EDA0107", $"The contract type '{type}' has no namespace, and MassTransit refuses such messages. Put it in a namespace.");

        var keys = ContractDescriptor.BusinessKeyMembers(type);
        if (keys.Length > 1)
            yield return new("EDA0105", $"Contract '{contract}' ('{type}') has {keys.Length} business keys: "
                + $"'{string.Join("', '", keys.Select(key => key.Name))}'. Leave [BusinessKey] on the one that names the business object.");

        foreach (var key in keys.Where(key => !BusinessKeyReader.Supports(key.PropertyType)))
            yield return new("EDA0105", $"The business key '{key.Name}' of contract '{contract}' ('{type}') is of type '{key.PropertyType}'. "
                + "Use string, Guid, an integer or an enum.");
    }

    private static IEnumerable<ConfigurationFault> CheckTogether(List<ContractDescriptor> contracts)
    {
        foreach (var same in contracts.GroupBy(contract => (contract.Name, contract.Version)).Where(group => group.Count() > 1))
            yield return new("EDA0103", $"Contract '{same.Key.Name}' version '{same.Key.Version}' is carried by "
                + $"'{string.Join("', '", same.Select(contract => contract.MessageType))}'. Give each its own version, or delete all but one.");

        foreach (var contract in contracts)
        {
            foreach (var ancestor in contracts.Where(other => other.Name == contract.Name && other.MessageType != contract.MessageType
                         && other.MessageType.IsAssignableFrom(contract.MessageType)))
            {
                // Both versions share one exchange, which MassTransit would bind to itself: a loop in RabbitMQ, an exception in memory.
                yield return new("EDA0106", $"'{contract.MessageType}' (contract '{contract}') derives from '{ancestor.MessageType}' "
                    + $"(contract '{ancestor}'). Versions of one contract must not inherit each other: repeat the members instead.");
            }
        }
    }

    [GeneratedRegex($@"^{NamePattern}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
