using System.Data.Common;
using System.Text.Json;
using EdaKit.Contracts;
using Insurance.Policies.Events;
using Marten;
using Marten.Events;
using Marten.Services.Json.Transformations;

namespace Insurance.Store.EventStore;

/// <summary>
/// Tells Marten how events are called, and how old ones are read: by the names, the versions and the ways of EdaKit's contracts. An event is stored
/// under the contract's name and version and no CLR name, so a class can be renamed and moved. Marten's own upcasters are not used: the ways between
/// versions stand in one place, where those of messages stand too.
/// </summary>
internal static class StoredContractMapping
{
    public static void MapStoredContracts(this IEventStoreOptions events, StoredContracts contracts)
    {
        foreach (var contract in contracts.Catalog.Contracts.Where(contract => typeof(IPolicyEvent).IsAssignableFrom(contract.MessageType)))
        {
            events.MapEventType(contract.MessageType, NameOf(contract.Name, contract.Version));

            foreach (var older in contracts.OlderVersionsOf(contract.MessageType))
                events.Upcast(contract.MessageType, NameOf(contract.Name, older), Reading(contracts.ReaderOf(contract.MessageType, older)));
        }
    }

    /// <summary>What an event is called in the store, such as <c>insurance.stored.claim-opened:v3</c>.</summary>
    public static string NameOf(string contract, int version) => $"{contract}:v{version}";

    private static JsonTransformation Reading(Func<JsonElement, JsonSerializerOptions, object> read)
    {
        return new((_, reader, column) => Read(reader, column), (_, reader, column, _) => ValueTask.FromResult(Read(reader, column)));

        object Read(DbDataReader reader, int column)
        {
            using var stored = JsonDocument.Parse(reader.GetFieldValue<byte[]>(column));
            return read(stored.RootElement, StoredJson.Options);
        }
    }
}
