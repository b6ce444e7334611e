using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;

namespace EdaKit.Contracts.Versions;

/// <summary>What this process can read as which types, beyond what MassTransit reads. Immutable and safe for use by many threads.</summary>
internal sealed class ContractVersions
{
    private readonly FrozenDictionary<Type, FrozenDictionary<string, ObjectReader>> _readers;

    public ContractVersions(ContractCatalog catalog, IReadOnlyCollection<VersionStep> upcasts)
    {
        var readers = new Dictionary<Type, FrozenDictionary<string, ObjectReader>>();

        // What is generic is no message; the start-up rules report it.
        foreach (var contract in catalog.Contracts.Where(contract => !contract.MessageType.ContainsGenericParameters))
        {
            var older = VersionPaths.Towards(contract.Name, contract.Version, upcasts).ToDictionary(
                path => path.Key,
                path => ReaderOf(contract, path.Key, path.Value));

            if (older.Count > 0)
                readers.Add(contract.MessageType, ByUrn(contract.Name, older, isFault: false));

            readers.Add(FaultType.Of(contract.MessageType), ByUrn(contract.Name, FaultReaders(contract, older), isFault: true));
        }

        _readers = readers.ToFrozenDictionary();
    }

    /// <summary>Whether MassTransit reads all that this process knows.</summary>
    public bool IsEmpty => _readers.Count == 0;

    /// <summary>Whether a type can be read from anything but itself. Most cannot, and cost no more than this question.</summary>
    public bool Knows(Type type) => _readers.ContainsKey(type);

    /// <summary>Finds out how to read a message of an older version, or a fault of one.</summary>
    /// <param name="type">The type that a consumer asks for.</param>
    /// <param name="wireTypes">The URNs on the message.</param>
    /// <param name="read">How, where the answer is true.</param>
    public bool TryFindReader(Type type, string[] wireTypes, [NotNullWhen(true)] out ObjectReader? read)
    {
        read = null;

        if (!_readers.TryGetValue(type, out var versions))
            return false;

        foreach (var wireType in wireTypes)
        {
            if (versions.TryGetValue(wireType, out read))
                return true;
        }

        return false;
    }

    /// <summary>Reads a message of an older version, or a fault of one, as a type.</summary>
    /// <param name="type">The type that a consumer asks for.</param>
    /// <param name="wireTypes">The URNs on the message.</param>
    /// <param name="message">The message as its format keeps it; what is no JSON is not read.</param>
    /// <param name="options">How JSON is read.</param>
    /// <param name="upcast">What was read, where the answer is true.</param>
    public bool TryUpcast(Type type, string[] wireTypes, object? message, JsonSerializerOptions options, [NotNullWhen(true)] out object? upcast)
    {
        upcast = message is JsonElement wire && TryFindReader(type, wireTypes, out var read) ? read(wire, options) : null;
        return upcast is not null;
    }

    private static ObjectReader ReaderOf(ContractDescriptor contract, int from, IEnumerable<VersionStep> path)
    {
        var read = path.Aggregate(VersionReading.Wire, (reading, step) => step.After(reading)).AsObject(contract.MessageType);
        return new TracedReader(contract.Name, from, contract.Version, read).Read;
    }

    private static FrozenDictionary<string, ObjectReader> ByUrn(string contract, IEnumerable<KeyValuePair<int, ObjectReader>> readers, bool isFault) =>
        readers.ToFrozenDictionary(version => new ContractUrn(contract, version.Key, isFault).ToString(), version => version.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>A fault holds the message that failed, as the version that its consumer asked for.</summary>
    private static Dictionary<int, ObjectReader> FaultReaders(ContractDescriptor contract, IReadOnlyDictionary<int, ObjectReader> older)
    {
        var faultType = FaultType.Of(contract.MessageType);
        var readers = older.ToDictionary(version => version.Key, version => ReaderOf(version.Value));
        readers.Add(contract.Version, (wire, options) => Read(wire, options));
        return readers;

        ObjectReader ReaderOf(ObjectReader readMessage) => (wire, options) =>
        {
            var fault = JsonObject.Create(wire) ?? throw new JsonException($"A fault of contract '{contract.Name}' is no JSON object.");
            var member = options.PropertyNamingPolicy?.ConvertName(nameof(Fault<object>.Message)) ?? nameof(Fault<object>.Message);

            fault[member] = JsonSerializer.SerializeToNode(readMessage(wire.GetProperty(member), options), contract.MessageType, options);
            return Read(fault.Deserialize<JsonElement>(options), options);
        };

        object Read(JsonElement fault, JsonSerializerOptions options) =>
            fault.Deserialize(faultType, options) ?? throw new JsonException($"A fault of contract '{contract.Name}' is the JSON value 'null'.");
    }
}
