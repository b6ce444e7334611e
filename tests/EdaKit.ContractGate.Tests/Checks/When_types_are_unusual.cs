using EdaKit.ContractGate.Baselines;
using EdaKit.ContractGate.Export;
using EdaKit.ContractGate.Tests.Support;

namespace EdaKit.ContractGate.Tests.Checks;

/// <summary>Contracts of all kinds of types: recorded, they equal what is recorded, and their made samples are messages.</summary>
public sealed class When_types_are_unusual
{
    [Theory]
    [InlineData("public sealed record Order(string Number, Order? Replaces, IReadOnlyList<Order> Parts);")]
    [InlineData("public sealed record Order(Address BillTo, Address? ShipTo, IReadOnlyDictionary<string, Address> More); public sealed record Address(string Street);")]
    [InlineData("public sealed record Order(byte[] Signature, byte[]? Stamp, Guid Id, Uri Link, TimeSpan Length, DateOnly Day, TimeOnly At, DateTime Then, Version Build, char Grade);")]
    [InlineData("public sealed record Order(sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, float I, double J, decimal K, bool L, decimal? M, ulong? N);")]
    [InlineData("public sealed record Order(object Anything, JsonElement Raw, JsonObject Json, JsonNode? Node);")]
    [InlineData("public sealed record Order(Kind One, Kind? Two, IReadOnlyList<Kind> Many, Dictionary<string, Kind> Map); [Flags] public enum Kind : ulong { None = 0, Big = ulong.MaxValue }")]
    [InlineData("public sealed record Order(Payment Paid); [JsonPolymorphic, JsonDerivedType(typeof(Card), \"card\"), JsonDerivedType(typeof(Cash), \"cash\")] public abstract record Payment(decimal Sum); public sealed record Card(decimal Sum, string Number) : Payment(Sum); public sealed record Cash(decimal Sum) : Payment(Sum);")]
    [InlineData("public interface Order { string Number { get; } Address ShipTo { get; } IReadOnlyList<Address> More { get; } } public interface Address { string Street { get; } }")]
    [InlineData("public sealed class Order { [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; } public string Number { get; set; } = \"\"; }")]
    [InlineData("public sealed class Order { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Note { get; set; } [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Count { get; set; } }")]
    [InlineData("public sealed record Order([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int Total);")]
    [InlineData("public sealed record Order();")]
    [InlineData("public sealed record Order(Kind Paid, Kind? Before, IReadOnlyList<Kind> All); [JsonConverter(typeof(Names))] public enum Kind { Card = 1, Cash } public sealed class Names() : JsonStringEnumConverter<Kind>(null, allowIntegerValues: false);")]
    [InlineData("public sealed record Order([property: JsonConverter(typeof(Names))] Kind Paid); public enum Kind { Card = 1, Cash } public sealed class Names() : JsonStringEnumConverter<Kind>(null, allowIntegerValues: false);")]
    [InlineData("public sealed record Order(Payment Paid, Payment? Before); [JsonDerivedType(typeof(Card), \"card\"), JsonDerivedType(typeof(Cash), 7)] public record Payment(decimal Sum); public sealed record Card(decimal Sum, string Number) : Payment(Sum); public sealed record Cash(decimal Sum) : Payment(Sum);")]
    [InlineData("public sealed record Order(Dictionary<int, int> A, Dictionary<Guid, int> B, Dictionary<Kind, int> C, Dictionary<DateOnly, int> D, Dictionary<ulong, int> E, Dictionary<Uri, int> F, Dictionary<bool, int> G); public enum Kind { One, Two }")]
    [InlineData("public sealed record Order(IReadOnlyList<decimal> Prices, Dictionary<string, decimal?> More, decimal Discount = 0.5m);")]
    [InlineData("[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] public sealed record Order(string Number);")]
    public async Task They_are_compared_all_the_same(string types)
    {
        var source = $$"""
            using System; using System.Collections.Generic; using System.Text.Json; using System.Text.Json.Nodes; using System.Text.Json.Serialization; using EdaKit.Contracts;
            namespace Shop;
            [EventContract("shop.order", 1)]
            {{types}}
            """;
        using var project = new ContractProject();

        project.Record(source);

        Assert.Empty(project.Check(source));
        Assert.Empty(await Editor.FindAsync(project, source));
    }

    [Fact]
    public void Nullable_items_are_messages()
    {
        const string source = """
            using System.Collections.Generic; using EdaKit.Contracts;
            namespace Shop;
            [EventContract("shop.order", 1)]
            public sealed record Order(IReadOnlyList<string?> Notes, Dictionary<string, string?> More, string?[] Last, IReadOnlyList<string> Lines);
            """;
        using var project = new ContractProject();
        project.Record(source);
        var sample = Path.Combine(project.Recorded, "shop.order", "v1.real.sample.json");

        File.WriteAllText(sample, """{ "notes": ["a", null], "more": { "b": null }, "last": [null], "lines": ["c"] }""");
        Assert.Empty(project.Check(source));

        File.WriteAllText(sample, """{ "notes": [], "more": {}, "last": [], "lines": [null] }""");
        Assert.Equal("EDA1107", Assert.Single(project.Check(source)).RuleId);
    }

    [Theory]
    [InlineData("options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull", "/note")]
    [InlineData("options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault", "/number /count /note")]
    [InlineData("options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower", "")]
    [InlineData("options.NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString", "")]
    [InlineData("options.Converters.Add(new JsonStringEnumConverter())", "")]
    public void They_are_as_the_contracts_own_options_write_them(string option, string mayBeMissing)
    {
        var source = $$"""
            using System.Text.Json; using System.Text.Json.Serialization; using EdaKit.Contracts;
            [assembly: ContractSerialization(typeof(Shop.Json))]
            namespace Shop;
            [EventContract("shop.order", 1)]
            public sealed record Order(string Number, int Count, string? Note, Kind Kind = Kind.Big);
            public enum Kind { Small, Big }
            public sealed class Json : IContractSerialization { public void Configure(JsonSerializerOptions options) => {{option}}; }
            """;
        using var project = new ContractProject();

        project.Record(source);

        Assert.Empty(project.Check(source));
        var written = new BaselineFolder(project.Recorded).Read().Single().Schemas.Writes;
        Assert.Equal(mayBeMissing, string.Join(' ', SchemaMember.Of(written).Where(member => !member.IsRequired && member.Path != "/kind").Select(member => member.Path)));
    }
}
