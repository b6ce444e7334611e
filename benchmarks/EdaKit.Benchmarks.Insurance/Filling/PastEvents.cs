using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.Contracts;
using Insurance.Policies.Commands;
using Insurance.Policies.Events;
using Insurance.Policies.Values;
using Insurance.Store.EventStore;
using Marten;
using static Insurance.Host.Seeding.Samples;

namespace EdaKit.Benchmarks.Insurance.Filling;

/// <summary>
/// Writes what has happened as the store does, and what happened long ago as the programs of that time did: with the versions that contracts had then.
/// </summary>
/// <param name="contracts">What events are called.</param>
/// <param name="json">The store's own writer of JSON.</param>
/// <param name="end">Today.</param>
internal sealed class PastEvents(StoredContracts contracts, ISerializer json, DateOnly end)
{
    private readonly Dictionary<Type, (string Name, int Version)> _contracts = contracts.Catalog.Contracts
        .ToDictionary(contract => contract.MessageType, contract => (contract.Name, contract.Version));

    /// <summary>The row of an event, and the event as it is read again: what an old version did not ask for is not known.</summary>
    public (PastEvent Row, IPolicyEvent Read) Write(Guid policy, long version, DateTimeOffset recordedAt, PolicyCommand command, IPolicyEvent happened)
    {
        var (name, newest) = _contracts[happened.GetType()];
        var written = Math.Min(newest, VersionOf(happened, DateOnly.FromDateTime(recordedAt.UtcDateTime)));
        var text = json.ToJson(happened);
        var (by, why) = AskedBy(command);

        var row = new PastEvent(policy, version, recordedAt, StoredContractMapping.NameOf(name, written), $"{happened.GetType().FullName}, {happened.GetType().Assembly.GetName().Name}",
            written == newest ? text : AsWrittenBy(happened, written, text), Guid.CreateVersion7(recordedAt), JsonSerializer.Serialize(new { by, why }));
        return (row, happened is ClaimOpened opened && written < newest ? opened with { Peril = Peril.Unknown } : happened);
    }

    /// <summary>The version that a contract had on a day.</summary>
    private int VersionOf(IPolicyEvent happened, DateOnly day) => happened switch
    {
        ClaimOpened => day < end.AddMonths(-24) ? 1 : day < end.AddMonths(-12) ? 2 : 3,
        PremiumPaid => day < end.AddMonths(-18) ? 1 : 2,
        _ => int.MaxValue,
    };

    private static string AsWrittenBy(IPolicyEvent happened, int version, string text)
    {
        var row = JsonNode.Parse(text)!.AsObject();
        switch (happened, version)
        {
            case (ClaimOpened, 1):
                // A bare number of euros, and nobody asked for the peril.
                row["reserve"] = row["reserve"]!["amount"]!.DeepClone();
                row.Remove("peril");
                break;
            case (ClaimOpened, 2):
                row.Remove("peril");
                break;
            case (PremiumPaid, 1):
                row["on"] = row["paidOn"]!.DeepClone();
                row.Remove("paidOn");
                break;
            default:
                throw new BenchmarkFailedException($"Nobody has said how version '{version}' of '{happened.GetType().Name}' looked.");
        }

        return row.ToJsonString(StoredJson.Options);
    }
}
