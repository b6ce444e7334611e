using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.ContractGate.Checks;
using EdaKit.Contracts;
using Insurance.Policies.Events;
using Insurance.Store.EventStore;
using Marten;

namespace Insurance.Tests.Contracts;

/// <summary>What lies in the store cannot be asked to wait for a consumer: the code of today has to read all that was ever written.</summary>
public sealed class When_a_stored_event_changes
{
    private const string Recorded = "samples/Insurance/Insurance.Policies/contracts";

    /// <summary>Nothing may differ at all, also what would break nobody: then <c>Update()</c> records it, and a reviewer sees that what is stored looks otherwise from now on.</summary>
    [Fact]
    public void Should_be_another_version_with_a_way_from_the_one_before() => Assert.Empty(ContractCheck.Of<IPolicyEvent>(Recorded, new() { Json = StoredJson.Options }).Run());

    [Fact]
    public void Should_be_looked_at_as_the_store_writes_it()
    {
        var store = new StoreOptions();
        store.UseStoredJson();
        var contracts = StoredContracts.Of(contracts => contracts.FromAssemblyContaining<IPolicyEvent>());

        Assert.All(contracts.Catalog.Contracts, contract =>
        {
            var sample = File.ReadAllText(Path.Combine(Folder(), contract.Name, $"v{contract.Version}.made.sample.json"));
            var happened = JsonSerializer.Deserialize(sample, contract.MessageType, StoredJson.Options)!;
            var written = JsonNode.Parse(store.Serializer().ToJson(happened));

            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(sample), written), $"The store writes '{contract}' as {written?.ToJsonString()}");
        });
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, Recorded)))
            folder = folder.Parent ?? throw new InvalidOperationException($"No repository above '{AppContext.BaseDirectory}'.");

        return Path.Combine(folder.FullName, Recorded);
    }
}
