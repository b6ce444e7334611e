using System.Text.Json.Nodes;
using EdaKit.ContractGate.Assemblies;
using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Publication;
using EdaKit.ContractGate.Services;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Publication;

/// <summary>What the documents hold beside what the retail sample has, whose documents are approved as a whole.</summary>
public sealed class When_contracts_are_published : IDisposable
{
    private const string Contracts = """
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using EdaKit.Contracts;
        using MassTransit;

        namespace Shop;

        [Deprecated("2026-11-01", Until = "2027-06-30", Instead = "shop.order-accepted")]
        [EventContract("shop.order-placed", 1)]
        public sealed record OrderPlaced([property: BusinessKey] string Number, Order? Replaces);

        public sealed record Order(string Number, Order? Replaces, IReadOnlyList<Order> Parts);

        [EventContract("shop.order-accepted", 1)]
        public interface OrderAccepted { string Number { get; } }
        """;

    private const string Service = """

        internal sealed class Accept : IConsumer<Batch<OrderPlaced>>
        {
            public Task Consume(ConsumeContext<Batch<OrderPlaced>> context) => context.Publish<OrderAccepted>(new { Number = "1" });
        }

        internal sealed class Life : MassTransitStateMachine<State>
        {
            public Event<OrderAccepted> Accepted { get; private set; } = null!;
        }

        internal sealed class State : SagaStateMachineInstance
        {
            public System.Guid CorrelationId { get; set; }
        }
        """;

    private readonly ContractProject _project = new();

    [Fact]
    public void Services_are_found_by_what_they_send_and_receive()
    {
        var service = ServiceScan.Of(_project.Build(Contracts + Service));

        Assert.Equal(["Shop.OrderAccepted"], service.Sends);
        Assert.Equal(["Shop.OrderAccepted", "Shop.OrderPlaced"], service.Receives.Order());
    }

    [Fact]
    public void References_lead_from_the_root_of_the_document()
    {
        var document = AsyncApiDocument.Of(CatalogueOf(Contracts), "1.0.0");

        var references = References(document).ToList();
        Assert.Contains(references, reference => reference.Contains("/schema/properties/", StringComparison.Ordinal));
        Assert.All(references, reference => Assert.NotNull(Resolve(document, reference)));
    }

    [Fact]
    public void What_is_on_its_way_out_is_marked_in_every_document()
    {
        var catalogue = CatalogueOf(Contracts);
        var version = catalogue.Contracts.Single(contract => contract.Name == "shop.order-placed").Versions.Single();

        Assert.Contains("**Deprecated** since 2026-11-01, published until 2027-06-30. Use shop.order-accepted.", MarkdownCatalogue.Of(catalogue), StringComparison.Ordinal);
        Assert.True(SchemaFile.Of(version)["deprecated"]!.GetValue<bool>());
        Assert.Equal("2027-06-30", AsyncApiDocument.Of(catalogue, "1.0.0")["components"]!["messages"]!["shop.order-placed.v1"]!["x-deprecated"]!["until"]!.GetValue<string>());
    }

    [Fact]
    public void A_service_that_is_none_is_named()
    {
        var text = Path.Combine(Path.GetDirectoryName(_project.SourceFile)!, "text.dll");
        File.WriteAllText(text, "no assembly");

        Assert.Contains("is no .NET assembly", Assert.Throws<ContractGateException>(() => ServiceScan.Of(text)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no assembly", Assert.Throws<ContractGateException>(() => ServiceScan.Of($"{text}.not")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _project.Dispose();

    private Catalogue CatalogueOf(string source)
    {
        _project.Record(source);
        return Catalogue.Of(ContractAssembly.Load(_project.Build(source)), new BaselineFolder(_project.Recorded).Read(), []);
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue reference } ? [reference.GetValue<string>()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Resolve(JsonNode document, string reference) => reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate((JsonNode?)document, (node, step) => node is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node?[step]);
}
