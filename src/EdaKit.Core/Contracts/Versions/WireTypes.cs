using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>Which types a message bears on the wire.</summary>
internal static class WireTypes
{
    /// <summary>
    /// The types for a contract that older readers can read, and for a fault of any contract, which MassTransit would name after the contract's class
    /// alone.
    /// </summary>
    /// <typeparam name="T">The type that is sent or published.</typeparam>
    /// <returns>The types, the contract's own version first; null where MassTransit's are right.</returns>
    public static string[]? Of<T>()
        where T : class
    {
        var faulted = FaultType.MessageOf(typeof(T));
        var contract = ContractDescriptor.Of(faulted ?? typeof(T));

        return contract is null || (faulted is null && contract.OldestReader == contract.Version)
            ? null
            : Of<T>(contract, isFault: faulted is not null);
    }

    /// <summary>The contract's own types, the newest first, and those that MassTransit gives it: its bases and interfaces have listeners too.</summary>
    /// <typeparam name="T">The type that carries the contract, or that of its faults.</typeparam>
    public static string[] Of<T>(ContractDescriptor contract, bool isFault = false)
        where T : class =>
        [.. Of(contract, isFault).Union(MessageTypeCache<T>.MessageTypeNames)];

    private static IEnumerable<string> Of(ContractDescriptor contract, bool isFault)
    {
        for (var version = contract.Version; version >= contract.OldestReader; version--)
            yield return new ContractUrn(contract.Name, version, isFault).ToString();
    }
}
