using System.Text.Json;
using System.Text.Json.Nodes;
using EdaKit.Contracts;
using EdaKit.Contracts.Versions;
using MassTransit;
using MassTransit.Serialization;

namespace EdaKit.Benchmarks.Versions;

/// <summary>One way to read a message as the newest version, from the bytes of the wire on.</summary>
/// <param name="Name">What is read, and how.</param>
/// <param name="Hops">How many versions it passes.</param>
/// <param name="Deserializer">What the bus would use.</param>
/// <param name="Body">The bytes.</param>
internal sealed record Reading(string Name, int Hops, IMessageDeserializer Deserializer, byte[] Body)
{
    private static readonly Headers NoHeaders = new DictionarySendHeaders(new Dictionary<string, object?>());

    /// <summary>All ways: first the one to which the others are compared.</summary>
    public static IReadOnlyList<Reading> All(int lines)
    {
        List<Line> ordered = [.. Enumerable.Range(0, lines).Select(number => new Line($"SKU-{number}", number + 1, 9.99m * number))];
        var placedAt = new DateTime(2026, 11, 26, 9, 30, 0, DateTimeKind.Utc);
        var v1 = Envelope(new OrderPlacedV1("2026-0001", "Ada Lovelace", 123.45m, placedAt, ordered), 1);
        var v2 = Envelope(new OrderPlacedV2("2026-0001", "Ada Lovelace", 123.45m, placedAt, ordered), 2);
        var v3 = Envelope(new OrderPlaced("2026-0001", "Ada Lovelace", 123.45m, placedAt, ordered, "EUR"), 3);

        var typed = With(contracts => contracts
            .Upcast<OrderPlacedV1, OrderPlacedV2>(old => new(old.Number, old.CustName, old.Amount, old.PlacedAt, old.Lines))
            .Upcast<OrderPlacedV2, OrderPlaced>(old => new(old.Number, old.CustomerName, old.Total, old.PlacedAt, old.Lines, "EUR")));
        var declared = With(contracts => contracts
            .Reshape<OrderPlaced>(from: 1, order => order.Rename("custName", o => o.CustomerName).Rename("amount", o => o.Total).Default(o => o.Currency, "EUR")));
        var json = With(contracts => contracts.UpcastJson<OrderPlaced>(from: 2, order =>
        {
            order["currency"] = "EUR";
            return order;
        }));

        return
        [
            new("version 3, as MassTransit reads it", 0, new SystemTextJsonMessageSerializer(), v3),
            new("version 3, with ways registered", 0, typed, v3),
            new("version 1 to 3, typed", 2, typed, v1),
            new("version 1 to 3, declared", 1, declared, v1),
            new("version 2 to 3, on JSON", 1, json, v2),
        ];
    }

    /// <summary>Reads it once.</summary>
    public OrderPlaced Read() => Deserializer.Deserialize(new BytesMessageBody(Body), NoHeaders).TryGetMessage<OrderPlaced>(out var message) && message is not null
        ? message
        : throw new InvalidOperationException($"'{Name}' is not read.");

    private static IMessageDeserializer With(Action<ContractsBuilder> register)
    {
        var contracts = new ContractsBuilder();
        register(contracts);
        return new VersionedSerializerFactory(new ContractVersions(contracts.Build(), contracts.Upcasts)).CreateDeserializer();
    }

    private static byte[] Envelope<T>(T message, int version) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["messageId"] = "08df4b62-2856-fc86-2f9e-eecafd520000",
        ["conversationId"] = "08df4b62-2856-fc86-2f9e-eecafd520001",
        ["sourceAddress"] = "rabbitmq://localhost/shop",
        ["destinationAddress"] = "rabbitmq://localhost/bench.order-placed",
        ["messageType"] = new JsonArray($"urn:message:bench.order-placed:v{version}"),
        ["message"] = JsonSerializer.SerializeToNode(message, SystemTextJsonMessageSerializer.Options),
        ["sentTime"] = "2026-11-26T09:30:00Z",
        ["headers"] = new JsonObject(),
    });
}
