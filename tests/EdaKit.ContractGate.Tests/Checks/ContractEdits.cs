namespace EdaKit.ContractGate.Tests.Checks;

/// <summary>Edits as people make them, of contracts that are published in version 1.</summary>
internal static class ContractEdits
{
    /// <summary>What is published.</summary>
    public const string Published = """
        using System;
        using System.Collections.Generic;
        using System.Text.Json.Serialization;
        using EdaKit.Contracts;

        namespace Shop;

        [EventContract("shop.order-placed", version: 1)]
        public sealed record OrderPlaced(
            [property: BusinessKey] string OrderNumber,
            int Quantity,
            decimal Total,
            DateTimeOffset PlacedAt,
            Channel Channel,
            PaymentKind Payment,
            Address ShipTo,
            IReadOnlyList<OrderLine> Lines,
            IReadOnlyDictionary<string, int> Points,
            string? Note,
            string Terms = "EXW")
        {
            public bool IsGift { get; init; }
            public Guid? CouponId { get; init; }
            public string? Greeting { get; init; }
            public Parcel? Parcel { get; init; }
        }

        public sealed record Address(string Street, string? PostCode);

        public sealed record OrderLine(string Sku, decimal Price, short Pieces);

        [JsonDerivedType(typeof(Pallet), "pallet")]
        [JsonDerivedType(typeof(Letter), "letter")]
        public record Parcel(int Grams);

        public sealed record Pallet(int Grams, Stacking Stacking) : Parcel(Grams);

        public sealed record Letter(int Grams) : Parcel(Grams);

        public enum Stacking
        {
            No = 0,
            Once = 1,
        }

        public enum Channel
        {
            Web = 0,
            Phone = 1,
        }

        [JsonConverter(typeof(JsonStringEnumConverter<PaymentKind>))]
        public enum PaymentKind
        {
            Card = 1,
            Invoice,
        }

        [EventContract("shop.order-cancelled", version: 1)]
        public interface OrderCancelled
        {
            string OrderNumber { get; }
            int Reason { get; }
        }

        public sealed class Versions : IContractVersions
        {
            public void Register(ContractsBuilder contracts) { }
        }

        """;

    private const string NoWays = "{ }\n}";

    /// <summary>Edits that break somebody.</summary>
    public static IEnumerable<ContractEdit> Breaking =>
    [
        new("a member is removed", "    int Quantity,\n", "", ("EDA1001", "record OrderPlaced(")),
        new("a member is renamed", "decimal Total,", "decimal Amount,", ("EDA1001", "decimal Amount"), ("EDA1001", "record OrderPlaced(")),
        new("a member is added that readers need", "string? Note,", "string? Note, string Currency,", ("EDA1001", "string Currency")),
        new("a number becomes text", "int Quantity", "string Quantity", ("EDA1010", "string Quantity")),
        new("a number becomes wider", "int Quantity", "long Quantity", ("EDA1013", "long Quantity")),
        new("a number becomes narrower", "int Quantity", "short Quantity", ("EDA1013", "short Quantity")),
        new("a decimal becomes a double", "decimal Total", "double Total", ("EDA1010", "double Total")),
        new("a time becomes a date", "DateTimeOffset PlacedAt", "DateOnly PlacedAt", ("EDA1026", "DateOnly PlacedAt")),
        new("text becomes an id", "string OrderNumber,\n    int", "Guid OrderNumber,\n    int", ("EDA1026", "Guid OrderNumber")),
        new("an id becomes text", "Guid? CouponId", "string? CouponId", ("EDA1026", "string? CouponId")),
        new("what could be null must not be", "string? Note,", "string Note,", ("EDA1010", "string Note")),
        new("what was never null can be", "int Quantity", "int? Quantity", ("EDA1010", "int? Quantity")),
        new("a list becomes one", "IReadOnlyList<OrderLine> Lines", "OrderLine Lines", ("EDA1010", "OrderLine Lines")),
        new("one becomes a list", "Address ShipTo", "IReadOnlyList<Address> ShipTo", ("EDA1010", "Address> ShipTo")),
        new("a member of an item is removed", ", decimal Price", "", ("EDA1001", "record OrderLine(")),
        new("a member of an item changes its type", "decimal Price", "bool Price", ("EDA1010", "bool Price")),
        new("a number in an item becomes wider", "short Pieces", "int Pieces", ("EDA1013", "int Pieces")),
        new("a member is added that readers need, in an item", "short Pieces)", "short Pieces, bool IsFragile)", ("EDA1001", "bool IsFragile")),
        new("a member of an inner record is renamed", "string Street", "string Road", ("EDA1001", "string Road"), ("EDA1001", "record Address(")),
        new("an attribute has a number written as text", "int Quantity", "[property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] int Quantity", ("EDA1010", "int Quantity")),
        new("an attribute has a converter of its own write a member", [("decimal Total", "[property: JsonConverter(typeof(Cents))] decimal Total"), ("public enum Channel\n",
            "public sealed class Cents : JsonConverter<decimal>\n{\n    public override decimal Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => reader.GetInt32();\n"
            + "    public override void Write(System.Text.Json.Utf8JsonWriter writer, decimal value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNumberValue((int)value);\n}\n\npublic enum Channel\n")],
            ("EDA1010", "decimal Total"), ("EDA1016", "decimal Total")),
        new("an attribute has an enum written as text", "    Channel Channel", "    [property: JsonConverter(typeof(JsonStringEnumConverter))] Channel Channel", ("EDA1010", "Channel Channel"), ("EDA1012", "Channel Channel")),
        new("an attribute leaves a member out that readers need", "int Quantity", "[property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Quantity", ("EDA1002", "int Quantity")),
        new("the keys of a dictionary change their type", "<string, int> Points", "<int, int> Points", ("EDA1007", "int> Points")),
        new("a type of a union goes away", "[JsonDerivedType(typeof(Letter), \"letter\")]\n", "", ("EDA1021", "Parcel? Parcel")),
        new("a type of a union is renamed", "\"letter\")", "\"envelope\")", ("EDA1021", "Parcel? Parcel")),
        new("a type of a union is added", "public record Parcel(int Grams);", "[JsonDerivedType(typeof(Box), \"box\")]\npublic record Parcel(int Grams);\n\npublic sealed record Box(int Grams) : Parcel(Grams);", ("EDA1021", "Parcel? Parcel")),
        new("numbers of an enum in a union change places", [("No = 0", "No = 1"), ("Once = 1", "Once = 0")], ("EDA1110", "public record Parcel("), ("EDA1110", "public record Parcel(")),
        new("the values of a dictionary change their type", "<string, int> Points", "<string, string> Points", ("EDA1006", "string> Points")),
        new("a name of an enum that is text goes away", "    Invoice,\n", "", ("EDA1011", "PaymentKind Payment")),
        new("a name of an enum that is text is added", "    Invoice,\n", "    Invoice,\n    Cash,\n", ("EDA1011", "PaymentKind Payment")),
        new("a name of an enum that is text is changed", "    Invoice,\n", "    Bill,\n", ("EDA1011", "PaymentKind Payment")),
        new("numbers of an enum change places", [("Web = 0", "Web = 1"), ("Phone = 1", "Phone = 0")], ("EDA1110", "    Channel Channel"), ("EDA1110", "    Channel Channel")),
        new("an enum that is a number becomes text", "public enum Channel\n", "[JsonConverter(typeof(JsonStringEnumConverter<Channel>))]\npublic enum Channel\n", ("EDA1010", "    Channel Channel"), ("EDA1012", "    Channel Channel")),
        new("an attribute gives a member another name", "int Quantity", "[property: JsonPropertyName(\"qty\")] int Quantity", ("EDA1001", "int Quantity"), ("EDA1001", "record OrderPlaced(")),
        new("an attribute takes a member out", "int Quantity", "[property: JsonIgnore] int Quantity", ("EDA1001", "int Quantity")),
        new("an attribute makes a member needed that was not always there", "public string? Greeting", "[JsonRequired] public string? Salutation", ("EDA1001", "Salutation")),
        new("a member that must be there is added with a keyword", "public bool IsGift", "public required bool IsUrgent { get; init; }\n    public bool IsGift", ("EDA1001", "bool IsUrgent")),
        new("two members change alike", [("Address ShipTo,", "string ShipTo,"), ("IReadOnlyList<OrderLine> Lines", "string Lines")], ("EDA1010", "string ShipTo"), ("EDA1010", "string Lines")),
        new("a type changes that two members have", "record OrderLine(string Sku, decimal Price, short Pieces)", "record OrderLine(string Sku, decimal Price, int Pieces)", ("EDA1013", "int Pieces)")),
        new("an interface changes a type", "int Reason", "string Reason", ("EDA1010", "string Reason")),
        new("an interface changes an inner meaning to a narrower number", "int Reason", "byte Reason", ("EDA1013", "byte Reason")),
        new("the class of a contract is deleted", [("[EventContract(\"shop.order-cancelled\", version: 1)]\n", "")], ("EDA1108", "")),
        new("the number of a version goes up, and no way leads from the old one", "\"shop.order-placed\", version: 1", "\"shop.order-placed\", version: 2", ("EDA1103", "record OrderPlaced("), ("EDA1101", "record OrderPlaced(")),
        new("a way fails",
            [("\"shop.order-placed\", version: 1", "\"shop.order-placed\", version: 2"), (NoWays, "=> contracts.UpcastJson<OrderPlaced>(from: 1, order => throw new FormatException(\"no\"));\n}")],
            ("EDA1105", "record OrderPlaced("), ("EDA1101", "record OrderPlaced(")),
        new("a way gives what the new version is not",
            [("\"shop.order-placed\", version: 1", "\"shop.order-placed\", version: 2"), (NoWays, "=> contracts.Reshape<OrderPlaced>(from: 1, _ => { });\n}"), ("decimal Total", "Address Total")],
            ("EDA1105", "record OrderPlaced("), ("EDA1101", "record OrderPlaced(")),
        new("older readers are promised what they cannot read",
            [("\"shop.order-placed\", version: 1", "\"shop.order-placed\", version: 2, OldestReader = 1"), (NoWays, "=> contracts.Reshape<OrderPlaced>(from: 1, _ => { });\n}"), ("int Quantity", "long Quantity")],
            ("EDA1013", "long Quantity"), ("EDA1101", "record OrderPlaced(")),
    ];

    /// <summary>Edits that break nobody.</summary>
    public static IEnumerable<ContractEdit> Harmless =>
    [
        new("nothing", "using System;\n", "using System;\n"),
        new("a member is added that may be missing", "public string? Greeting", "public string? Remark { get; init; }\n    public string? Greeting"),
        new("a parameter is added that may be null", "string? Note,", "string? Note, string? Remark,"),
        new("a parameter is added that has a default", "string Terms = \"EXW\"", "string Terms = \"EXW\", int Priority = 3"),
        new("a member that may be missing is removed", "    public string? Greeting { get; init; }\n", ""),
        new("a parameter that has a default is removed", ",\n    string Terms = \"EXW\")", ")"),
        new("members change places", "int Quantity,\n    decimal Total,", "decimal Total,\n    int Quantity,"),
        new("the class is renamed", "record OrderPlaced(", "record OrderWasPlaced("),
        new("the namespace is renamed", "namespace Shop;", "namespace Store.Contracts;"),
        new("a record becomes a class", "public sealed record Address(string Street, string? PostCode);",
            "public sealed class Address { public required string Street { get; init; } public string? PostCode { get; init; } }"),
        new("a list becomes another kind of list", "IReadOnlyList<OrderLine> Lines", "OrderLine[] Lines"),
        new("a method is added", "public bool IsGift", "public bool IsBig() => Quantity > 10;\n    public bool IsGift"),
        new("a member is added that is not written", "public bool IsGift", "[JsonIgnore] public bool IsBig => Quantity > 10;\n    public bool IsGift"),
        new("an attribute says that a member is always written", "int Quantity", "[property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int Quantity"),
        new("an enum that is a number gets another name", "    Phone = 1,\n", "    Phone = 1,\n    Shop = 2,\n"),
        new("an interface gets a member", "int Reason { get; }", "int Reason { get; }\n    string? Remark { get; }"),
        new("a time is held in another type", "DateTimeOffset PlacedAt", "DateTime PlacedAt"),
    ];
}
