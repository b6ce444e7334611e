using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EdaKit.ContractGate.Export;
using MassTransit.Serialization;

namespace EdaKit.ContractGate.Tests.Export;

/// <summary>A schema says what System.Text.Json really writes and reads with the same options.</summary>
public sealed class SchemaExporterTests
{
    /// <summary>Tries every handling of numbers that options can have, on a bus and in a store.</summary>
    public static TheoryData<JsonNumberHandling, bool> Handlings => new MatrixTheoryData<JsonNumberHandling, bool>(
        [
            JsonNumberHandling.Strict, JsonNumberHandling.WriteAsString, JsonNumberHandling.AllowReadingFromString,
            JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString,
        ],
        [true, false]);

    [Theory]
    [MemberData(nameof(Handlings))]
    public void What_is_written_passes_the_schema(JsonNumberHandling handling, bool isOnBus)
    {
        var options = Options(handling, isOnBus);
        Message[] messages =
        [
            new(1, 2, 3, 4, 5, Size.Small, Size.Big, Size.Small, Means.Card, 1.5m, 2.5m, [3.5m], new() { [7] = "seven" }, new() { [Guid.NewGuid()] = null }, new() { [Size.Big] = 1 },
                ["a", null], [9], new Car(4, Size.Big), 4.5m),
            new(1, 2, null, null, 5, Size.Small, null, Size.Small, Means.Invoice, 1.5m, null, [], [], [], [], null, [], new Vehicle(3), 4.5m),
        ];

        var schemas = new SchemaExporter(options).Export(typeof(Message));

        foreach (var message in messages)
            Assert.Null(schemas.Written.Explain(JsonSerializer.SerializeToElement(message, options)));
    }

    [Theory]
    [MemberData(nameof(Handlings))]
    public void Numbers_that_are_read_are_those_that_pass_the_schema(JsonNumberHandling handling, bool isOnBus)
    {
        var options = Options(handling, isOnBus);
        var schema = new SchemaExporter(options).Export(typeof(Numbers)).Accepted;

        foreach (var member in typeof(Numbers).GetProperties())
        {
            foreach (var value in (string[])["1", "\"1\"", "null", "true", "1000", "\"Big\""])
            {
                var json = $$"""{ "{{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}}": {{value}} }""";

                // MassTransit takes null for 0, which nobody is to send.
                var isRead = CanRead<Numbers>(json, options) && !(isOnBus && member.Name == nameof(Numbers.Price) && value == "null");
                Assert.True(isRead == schema.Accepts(JsonElement.Parse(json)), json);
            }
        }
    }

    [Theory]
    [InlineData("""{ "vehicle": { "wheels": 4 } }""")]
    [InlineData("""{ "vehicle": { "$type": "car", "wheels": 4, "size": 1 } }""")]
    [InlineData("""{ "vehicle": { "$type": "ship", "wheels": 4 } }""")]
    [InlineData("""{ "byNumber": { "1": 2 } }""")]
    [InlineData("""{ "byNumber": { "one": 2 } }""")]
    [InlineData("""{ "byNumber": { "1000000000000": 2 } }""")]
    [InlineData("""{ "byId": { "0b9c6e1a-5f64-4f0e-9a37-2c1f4b7f6d10": 2 } }""")]
    [InlineData("""{ "byId": { "1": 2 } }""")]
    [InlineData("""{ "byDay": { "2026-01-31": 2 } }""")]
    [InlineData("""{ "byDay": { "today": 2 } }""")]
    [InlineData("""{ "bySize": { "Big": 2 } }""")]
    [InlineData("""{ "bySize": { "Huge": 2 } }""")]
    [InlineData("""{ "byText": { "anything": 2 } }""")]
    [InlineData("""{ "prices": [1.5] }""")]
    [InlineData("""{ "prices": ["much"] }""")]
    [InlineData("""{ "prices": [true] }""")]
    [InlineData("""{ "price": "much" }""")]
    [InlineData("""{ "price": { "amount": 1 } }""")]
    public void Objects_and_lists_that_are_read_are_those_that_pass_the_schema(string json)
    {
        var options = Options(JsonNumberHandling.Strict, isOnBus: true);

        Assert.Equal(CanRead<Nested>(json, options), new SchemaExporter(options).Export(typeof(Nested)).Accepted.Accepts(JsonElement.Parse(json)));
    }

    [Fact]
    public void Converters_of_which_nothing_is_known_are_named_wherever_they_are()
    {
        var written = new SchemaExporter(Options(JsonNumberHandling.Strict, isOnBus: true)).Export(typeof(Opaque)).Writes;

        Assert.Equal(
            ["/amount", "/amounts/*", "/byName/*", "/cents", "/centsByDefault", "/maybeCents", "/place"],
            SchemaMember.Of(written).Where(member => member.Schema.ContainsKey(SchemaExporter.Converter)).Select(member => member.Path).Order(StringComparer.Ordinal));
        Assert.Equal(typeof(CentsConverter).FullName, written["properties"]!["cents"]![SchemaExporter.Converter]!.GetValue<string>());
    }

    [Fact]
    public void An_unknown_member_that_stands_for_any_JSON_stays_open() =>
        Assert.DoesNotContain(SchemaExporter.Converter, new SchemaExporter(Options(JsonNumberHandling.Strict, isOnBus: true)).Export(typeof(Open)).Writes.ToJsonString(), StringComparison.Ordinal);

    private static JsonSerializerOptions Options(JsonNumberHandling handling, bool isOnBus) =>
        new(isOnBus ? SystemTextJsonMessageSerializer.Options : JsonSerializerOptions.Web) { NumberHandling = handling };

    private static bool CanRead<T>(string json, JsonSerializerOptions options)
    {
        try
        {
            JsonSerializer.Deserialize<T>(json, options);
            return true;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return false;
        }
    }

    public enum Size : byte
    {
        Small = 1,
        Big = 2,
    }

    [JsonConverter(typeof(JsonStringEnumConverter<Means>))]
    public enum Means
    {
        Card = 1,
        Invoice,
    }

    [JsonDerivedType(typeof(Car), "car")]
    public record Vehicle(int Wheels);

    public sealed record Car(int Wheels, Size Size) : Vehicle(Wheels);

    public sealed record Message(
        int Plain,
        [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] int Text,
        [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] long? MaybeText,
        [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] short? Either,
        [property: JsonNumberHandling(JsonNumberHandling.Strict)] byte Number,
        Size Size,
        Size? MaybeSize,
        [property: JsonConverter(typeof(JsonStringEnumConverter))] Size Named,
        Means Means,
        decimal Price,
        decimal? MaybePrice,
        IReadOnlyList<decimal> Prices,
        Dictionary<long, string> ByNumber,
        Dictionary<Guid, string?> ById,
        Dictionary<Size, int> BySize,
        List<string?>? Texts,
        [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] List<int> Many,
        Vehicle Vehicle,
        decimal Discount = 0.5m);

    public sealed class Numbers
    {
        public int Plain { get; init; }

        public byte? Maybe { get; init; }

        [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
        public int Text { get; init; }

        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
        public int? Either { get; init; }

        public decimal Price { get; init; }

        public Size Size { get; init; }

        public Size? MaybeSize { get; init; }
    }

    public sealed record Nested(
        Vehicle? Vehicle = null,
        Dictionary<int, int>? ByNumber = null,
        Dictionary<Guid, int>? ById = null,
        Dictionary<DateOnly, int>? ByDay = null,
        Dictionary<Size, int>? BySize = null,
        Dictionary<string, int>? ByText = null,
        List<decimal>? Prices = null,
        decimal Price = 1);

    public sealed record Opaque(
        Amount Amount,
        IReadOnlyList<Amount> Amounts,
        IReadOnlyDictionary<string, Amount> ByName,
        [property: JsonConverter(typeof(CentsConverter))] decimal Cents,
        [property: JsonConverter(typeof(CentsConverter))] decimal? MaybeCents,
        [property: JsonConverter(typeof(PlaceConverter))] Place Place,
        [property: JsonConverter(typeof(CentsConverter))] decimal CentsByDefault = 1);

    public sealed record Open(object Anything, JsonNode? Node, IReadOnlyList<object> Many, object? Nothing = null);

    public sealed record Place(string Street);

    [JsonConverter(typeof(AmountConverter))]
    public sealed record Amount(int Value);

    public sealed class CentsConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt32() / 100m;

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue((int)(value * 100));
    }

    public sealed class PlaceConverter : JsonConverter<Place>
    {
        public override Place Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Place value, JsonSerializerOptions options) => writer.WriteStringValue(value.Street);
    }

    public sealed class AmountConverter : JsonConverter<Amount>
    {
        public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value.ToString(CultureInfo.InvariantCulture));
    }
}
