using System.Diagnostics.CodeAnalysis;

namespace EdaKit.Contracts;

/// <summary>The contracts that this process has registered. Immutable; resolve it from the container.</summary>
public sealed class ContractCatalog
{
    private readonly Dictionary<Type, ContractDescriptor> _byType;

    internal ContractCatalog(IEnumerable<ContractDescriptor> contracts)
    {
        Contracts = [.. contracts.OrderBy(contract => contract.Name, StringComparer.Ordinal).ThenBy(contract => contract.Version)];
        _byType = Contracts.ToDictionary(contract => contract.MessageType);
    }

    /// <summary>All registered contracts, by name, then by version.</summary>
    public IReadOnlyList<ContractDescriptor> Contracts { get; }

    /// <summary>Finds the contract that a CLR type carries.</summary>
    /// <param name="messageType">Any type.</param>
    /// <param name="contract">The contract, where the answer is true.</param>
    /// <returns>Whether the type is a registered contract.</returns>
    public bool TryFind(Type messageType, [NotNullWhen(true)] out ContractDescriptor? contract) =>
        _byType.TryGetValue(messageType, out contract);
}
