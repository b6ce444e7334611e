using System.Reflection;
using System.Text.Json.Nodes;
using EdaKit.Contracts.Versions;

namespace EdaKit.Contracts;

/// <summary>Registers contracts. Registering the same type or assembly twice does no harm.</summary>
public sealed class ContractsBuilder
{
    private readonly HashSet<Type> _types = [];
    private readonly HashSet<Assembly> _assemblies = [];
    private readonly List<VersionStep> _upcasts = [];
    private readonly List<VersionStep> _downcasts = [];
    private readonly Dictionary<Type, int> _emitted = [];

    internal ContractsBuilder()
    {
    }

    /// <summary>
    /// Registers every type of an assembly that bears <see cref="EventContractAttribute"/>, and the ways between versions that its
    /// <see cref="IContractVersions"/> name.
    /// </summary>
    /// <typeparam name="T">Any type of that assembly.</typeparam>
    /// <returns>The same builder.</returns>
    public ContractsBuilder FromAssemblyContaining<T>() => FromAssembly(typeof(T).Assembly);

    /// <summary>
    /// Registers every type of an assembly that bears <see cref="EventContractAttribute"/>, and the ways between versions that its
    /// <see cref="IContractVersions"/> name.
    /// </summary>
    /// <param name="assembly">The assembly. One without any contract is reported when the bus starts (EDA0108).</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">A class that implements <see cref="IContractVersions"/> has no constructor without parameters.</exception>
    public ContractsBuilder FromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        if (!_assemblies.Add(assembly))
            return this;

        _types.UnionWith(ContractsOf(assembly));
        foreach (var versions in VersionsOf(assembly))
            versions.Register(this);

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

    /// <summary>
    /// Lets whoever consumes the newer version of a contract also receive messages of the older one. Several lead from version to version, and both
    /// types are registered.
    /// </summary>
    /// <typeparam name="TOld">The type that carries the older version.</typeparam>
    /// <typeparam name="TNew">The type that carries the newer version.</typeparam>
    /// <param name="upcast">
    /// Makes the newer one of the older one. It runs for every message of the older version, on any thread, and does no I/O. What it throws is a fault
    /// of the message: it is retried and goes to the error queue as if the consumer had thrown.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The types are not two versions of one contract, the older one first.</exception>
    public ContractsBuilder Upcast<TOld, TNew>(Func<TOld, TNew> upcast)
        where TOld : class
        where TNew : class
    {
        ArgumentNullException.ThrowIfNull(upcast);
        var (older, newer) = TwoVersions(typeof(TOld), typeof(TNew));

        Add<TOld>().Add<TNew>();
        _upcasts.Add(new TypedStep<TOld, TNew>(older, newer, upcast));
        return this;
    }

    /// <summary>
    /// Lets whoever consumes a contract's type also receive messages of an older version of which no class is kept: says which members had other names,
    /// and which were not there. It costs no more than reading the newest version.
    /// </summary>
    /// <typeparam name="T">A class or record that carries a later version.</typeparam>
    /// <param name="from">The older version, 1 or higher and below that of <typeparamref name="T"/>.</param>
    /// <param name="reshape">Names the differences.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no contract, or an interface, which is read in another way: use <c>UpcastJson</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The older version is not older.</exception>
    public ContractsBuilder Reshape<T>(int from, Action<Reshape<T>> reshape)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(reshape);
        if (typeof(T).IsInterface)
            throw new ArgumentException($"'{typeof(T)}' is an interface, and cannot be reshaped. Use UpcastJson<{typeof(T).Name}>(from: {from}, …), or make it a record.");

        var contract = Later<T>(from);
        var shape = new Reshape<T>();
        reshape(shape);

        Add<T>();
        _upcasts.Add(new ReshapeStep<T>(contract, from, shape));
        return this;
    }

    /// <summary>
    /// Lets whoever consumes a contract's type also receive messages of an older version, for differences that <c>Reshape</c> cannot say: on the JSON of
    /// the message, without its envelope.
    /// </summary>
    /// <typeparam name="T">The type that carries a later version.</typeparam>
    /// <param name="from">The older version, 1 or higher and below that of <typeparamref name="T"/>.</param>
    /// <param name="upcast">Makes JSON of the later version of JSON of the older one, which it may change in place. The rest is as with <c>Upcast</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no contract.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The older version is not older.</exception>
    public ContractsBuilder UpcastJson<T>(int from, Func<JsonObject, JsonObject> upcast)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(upcast);
        var contract = Later<T>(from);

        Add<T>();
        _upcasts.Add(new JsonStep(contract, from, upcast));
        return this;
    }

    /// <summary>Says how an older version is made of a newer one, for <see cref="Emit{T}"/>. Several lead from version to version.</summary>
    /// <typeparam name="TNew">The type that carries the newer version.</typeparam>
    /// <typeparam name="TOld">The type that carries the older version.</typeparam>
    /// <param name="downcast">Makes the older one of the newer one. It runs where a message is published or sent, and does no I/O. What it throws, the caller gets.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The types are not two versions of one contract, the newer one first.</exception>
    public ContractsBuilder Downcast<TNew, TOld>(Func<TNew, TOld> downcast)
        where TNew : class
        where TOld : class
    {
        ArgumentNullException.ThrowIfNull(downcast);
        var (older, newer) = TwoVersions(typeof(TOld), typeof(TNew));

        Add<TOld>().Add<TNew>();
        _downcasts.Add(new TypedStep<TNew, TOld>(newer, older, downcast));
        return this;
    }

    /// <summary>
    /// Pins the version that this process puts on the wire when it publishes or sends <typeparamref name="T"/>: an older one, until all who consume the
    /// contract read the newer one. Needs <c>Downcast</c> from the one to the other (EDA0113).
    /// </summary>
    /// <typeparam name="T">The type that the code of this process publishes.</typeparam>
    /// <param name="version">The version that others get, 1 or higher and below that of <typeparamref name="T"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no contract, or is pinned to another version already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The version is not older.</exception>
    public ContractsBuilder Emit<T>(int version)
        where T : class
    {
        var contract = Later<T>(version);
        if (_emitted.GetValueOrDefault(typeof(T), version) is var other && other != version)
            throw new ArgumentException($"'{contract}' is pinned to version '{other}' and to version '{version}'. Call Emit once.");

        Add<T>();
        _emitted[typeof(T)] = version;
        return this;
    }

    internal IReadOnlyCollection<VersionStep> Upcasts => _upcasts;

    internal IReadOnlyCollection<VersionStep> Downcasts => _downcasts;

    /// <summary>The types that leave this process as an older version, and which.</summary>
    internal IReadOnlyDictionary<Type, int> Emitted => _emitted;

    /// <summary>What the registered assemblies say of their JSON.</summary>
    internal IReadOnlyList<ContractSerializationAttribute> Serializations =>
        [.. _assemblies.Select(assembly => assembly.GetCustomAttribute<ContractSerializationAttribute>()).OfType<ContractSerializationAttribute>().DistinctBy(named => named.SerializationType)];

    internal IEnumerable<Assembly> AssembliesWithoutContracts => _assemblies.Where(assembly => !ContractsOf(assembly).Any());

    /// <summary>What is known of each registered type. Every type bears the attribute, or it would not have been registered.</summary>
    internal IEnumerable<ContractDescriptor> Describe() => _types.Select(type => ContractDescriptor.Of(type)!);

    internal ContractCatalog Build() => new(Describe());

    private static (ContractDescriptor Older, ContractDescriptor Newer) TwoVersions(Type older, Type newer)
    {
        var (low, high) = (ContractOf(older), ContractOf(newer));
        return low.Name == high.Name && low.Version < high.Version
            ? (low, high)
            : throw new ArgumentException($"'{low}' ('{older}') is no older version of '{high}' ('{newer}'). Both need the same name in [EventContract], and '{newer}' the higher version.");
    }

    private static ContractDescriptor Later<T>(int than)
    {
        var contract = ContractOf(typeof(T));
        return than >= 1 && than < contract.Version
            ? contract
            : throw new ArgumentOutOfRangeException(nameof(than), than, $"'{typeof(T)}' is '{contract}'. Give a version from 1 to {contract.Version - 1}.");
    }

    private static ContractDescriptor ContractOf(Type type) =>
        ContractDescriptor.Of(type) ?? throw new ArgumentException($"'{type}' is no contract. Put [EventContract(name, version)] on it.");

    private static IEnumerable<IContractVersions> VersionsOf(Assembly assembly) =>
        from type in assembly.GetTypes()
        where typeof(IContractVersions).IsAssignableFrom(type) && !type.IsAbstract
        select type.GetConstructor(Type.EmptyTypes) is { } constructor
            ? (IContractVersions)constructor.Invoke(null)
            : throw new ArgumentException($"'{type}' says how contracts lead from version to version, and cannot be made. Give it a public constructor without parameters.");

    private static IEnumerable<Type> ContractsOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsDefined(typeof(EventContractAttribute), inherit: false));
}
