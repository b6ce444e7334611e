using System.Text.Json;
using EdaKit.Contracts;
using Insurance.Policies.Events;
using Insurance.Store.EventStore;

namespace Insurance.Store.Feed;

/// <summary>Makes objects of rows, by EdaKit's ways from any version to the newest one.</summary>
internal sealed class FedEventReader
{
    private readonly Dictionary<string, Func<JsonElement, JsonSerializerOptions, object>> _readers;

    public FedEventReader(StoredContracts contracts) => _readers = (
        from contract in contracts.Catalog.Contracts
        where typeof(IPolicyEvent).IsAssignableFrom(contract.MessageType)
        from version in contracts.OlderVersionsOf(contract.MessageType).Append(contract.Version)
        select (Name: StoredContractMapping.NameOf(contract.Name, version), Read: contracts.ReaderOf(contract.MessageType, version)))
        .ToDictionary(way => way.Name, way => way.Read);

    /// <exception cref="NotSupportedException">Nobody knows the contract, or no way leads from this version of it.</exception>
    /// <exception cref="JsonException">It is not what its contract says.</exception>
    public IPolicyEvent Read(string name, byte[] json)
    {
        if (!_readers.TryGetValue(name, out var read))
            throw new NotSupportedException($"Nobody knows how to read '{name}'. Register the contract, or the way from this version, with {nameof(StoredVersions)}.");

        using var stored = JsonDocument.Parse(json);
        return (IPolicyEvent)read(stored.RootElement, StoredJson.Options);
    }
}
