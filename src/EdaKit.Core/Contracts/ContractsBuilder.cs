using System.Reflection;

namespace EdaKit.Contracts;

/// <summary>Registers contracts. Registering the same type or assembly twice does no harm.</summary>
public sealed class ContractsBuilder
{
    private readonly HashSet<Type> _types = [];
    private readonly HashSet<Assembly> _assemblies = [];

    internal ContractsBuilder()
    {
    }

    /// <summary>Registers every type of an assembly that bears <see cref="EventContractAttribute"/>.</summary>
    /// <typeparam name="T">Any type of that assembly.</typeparam>
    /// <returns>The same builder.</returns>
    public ContractsBuilder FromAssemblyContaining<T>() => FromAssembly(typeof(T).Assembly);

    /// <summary>Registers every type of an assembly that bears <see cref="EventContractAttribute"/>.</summary>
    /// <param name="assembly">The assembly. One without any contract is reported when the bus starts (EDA0108).</param>
    /// <returns>The same builder.</returns>
    public ContractsBuilder FromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        _assemblies.Add(assembly);
        _types.UnionWith(ContractsOf(assembly));
        return this;
    }

    /// <summary>Registers one contract.</summary>
    /// <typeparam name="T">A type that bears <see cref="EventContractAttribute"/>.</typeparam>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The type does not bear the attribute.</exception>
    public ContractsBuilder Add<T>()
        where T : class
    {
        if (!typeof(T).IsDefined(typeof(EventContractAttribute), inherit: false))
            throw new ArgumentException($"'{typeof(T)}' is no contract. Put [EventContract(name, version)] on it.");

        _types.Add(typeof(T));
        return this;
    }

    internal IReadOnlyCollection<Type> Types => _types;

    internal IEnumerable<Assembly> AssembliesWithoutContracts => _assemblies.Where(assembly => !ContractsOf(assembly).Any());

    internal ContractCatalog Build() => new(_types.Select(type => ContractDescriptor.Of(type)!));

    private static IEnumerable<Type> ContractsOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsDefined(typeof(EventContractAttribute), inherit: false));
}
