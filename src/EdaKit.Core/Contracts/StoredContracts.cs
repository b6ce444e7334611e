using System.Text.Json;
using EdaKit.Contracts.Versions;
using EdaKit.Startup;

namespace EdaKit.Contracts;

/// <summary>
/// Reads contracts that are stored and not received: events of an event store, rows of an archive. The ways between versions are those that bring older messages to a
/// consumer, so that there is one place that knows them; nothing that is stored is rewritten.
/// </summary>
/// <remarks>
/// Resolve it from the container of a process that calls <c>AddEdaKit</c>, or make one with <see cref="Of"/>. It does no I/O, and is immutable and safe for use by many threads.
/// Whoever stores keeps name and version of a contract beside its JSON, as the wire does; <see cref="ContractDescriptor"/> has both.
/// </remarks>
public sealed class StoredContracts
{
    private readonly ContractsBuilder _contracts;
    private readonly ContractVersions _versions;

    internal StoredContracts(ContractsBuilder contracts, ContractCatalog catalog, ContractVersions versions) =>
        (_contracts, Catalog, _versions) = (contracts, catalog, versions);

    /// <summary>The contracts that can be read.</summary>
    public ContractCatalog Catalog { get; }

    /// <summary>Reads contracts without a bus, as a tool or a test may want to.</summary>
    /// <param name="configure">Registers contracts, as <c>eda.Contracts</c> does.</param>
    /// <returns>What reads them.</returns>
    /// <exception cref="EdaKitConfigurationException">Contracts or ways between them are wrong: what a bus would report when it starts.</exception>
    public static StoredContracts Of(Action<ContractsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        var contracts = new ContractsBuilder();
        configure(contracts);

        var faults = new ContractRules(contracts).Check().Concat(new VersionRules(contracts).Check()).ToList();
        if (faults.Count > 0)
            throw new EdaKitConfigurationException(faults);

        var catalog = contracts.Build();
        return new(contracts, catalog, new ContractVersions(catalog, contracts.Upcasts));
    }

    /// <summary>The older versions that can be read as a type.</summary>
    /// <param name="messageType">A registered contract.</param>
    /// <returns>The versions in ascending order, without that of the type; empty where no way leads to it.</returns>
    /// <exception cref="ArgumentException">The type is no registered contract.</exception>
    public IReadOnlyList<int> OlderVersionsOf(Type messageType)
    {
        var contract = Find(messageType);
        return [.. VersionPaths.Towards(contract.Name, contract.Version, _contracts.Upcasts).Keys.Order()];
    }

    /// <summary>Finds out how one version is read as a type. Ask once for each, and keep the answer: it is as fast as a consumer's.</summary>
    /// <param name="messageType">A registered contract.</param>
    /// <param name="version">The version that is stored: that of the type, or one of <see cref="OlderVersionsOf"/>.</param>
    /// <returns>
    /// Makes an object of the type out of JSON, without an envelope, and the options with which it was written. It throws <see cref="JsonException"/> where the JSON is no message of
    /// the version, and what an upcaster throws.
    /// </returns>
    /// <exception cref="ArgumentException">The type is no registered contract, or nothing leads from the version to it.</exception>
    public Func<JsonElement, JsonSerializerOptions, object> ReaderOf(Type messageType, int version)
    {
        var contract = Find(messageType);

        if (version == contract.Version)
            return VersionReading.Wire.AsObject(messageType).Invoke;

        return _versions.TryFindReader(messageType, [new ContractUrn(contract.Name, version).ToString()], out var read)
            ? read.Invoke
            : throw new ArgumentException($"Nothing brings version '{version}' of contract '{contract.Name}' to '{contract.Version}', which '{messageType}' carries. "
                + $"Add Contracts.Upcast, Reshape or UpcastJson from version '{version}'.", nameof(version));
    }

    private ContractDescriptor Find(Type messageType)
    {
        ArgumentNullException.ThrowIfNull(messageType);

        return Catalog.TryFind(messageType, out var contract)
            ? contract
            : throw new ArgumentException($"'{messageType}' is no contract of this process. Register its assembly with Contracts.FromAssembly.", nameof(messageType));
    }
}
