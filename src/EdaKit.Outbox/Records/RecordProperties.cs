using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Outbox.Records;

/// <summary>What a message carries beside its body, in the form in which a record stores it.</summary>
internal sealed class RecordProperties
{
    /// <summary>How properties with a <see cref="DueAt"/> begin, so that a statement can read it without taking JSON apart.</summary>
    public const string DueAtPrefix = """{"dueAt":""";

    /// <summary>How many digits a <see cref="DueAt"/> has, until the year 2286.</summary>
    public const int DueAtDigits = 13;

    /// <summary>
    /// When the delay of a delayed message is over, by the application's clock, in milliseconds since 1970-01-01 UTC; null without a delay. The
    /// age of a record counts from there: <see cref="OutboxRecord.AvailableAt"/> moves with each claim.
    /// </summary>
    [JsonPropertyOrder(-1)]
    public long? DueAt { get; init; }

    /// <summary>
    /// The CLR type that was published, null for a message sent to an address. A hint for the relay: where it can load the type, it publishes
    /// through the type's topology, which binds exchanges to those of base types and interfaces; else the destination alone must do.
    /// </summary>
    public string? PublishedType { get; init; }

    public Guid? ConversationId { get; init; }
    public Guid? CorrelationId { get; init; }
    public Guid? InitiatorId { get; init; }
    public Guid? RequestId { get; init; }
    public string? SourceAddress { get; init; }
    public string? ResponseAddress { get; init; }
    public string? FaultAddress { get; init; }

    /// <summary>When the message's time to live ends; stored as an instant, since the time in the outbox counts.</summary>
    public DateTime? ExpiresAt { get; init; }

    public Dictionary<string, JsonElement>? Headers { get; init; }
    public Dictionary<string, JsonElement>? Transport { get; init; }

    /// <summary>Whether its sender wants to know when no queue takes it, although it was published.</summary>
    [JsonIgnore]
    public bool IsMandatory => Transport is not null && Transport.TryGetValue("Mandatory", out var mandatory) && mandatory.ValueKind == JsonValueKind.True;

    /// <summary>The same, sent to an address and no longer published, with other headers.</summary>
    public RecordProperties DivertedWith(Dictionary<string, JsonElement> headers) => new()
    {
        ConversationId = ConversationId,
        CorrelationId = CorrelationId,
        InitiatorId = InitiatorId,
        RequestId = RequestId,
        SourceAddress = SourceAddress,
        ResponseAddress = ResponseAddress,
        FaultAddress = FaultAddress,
        ExpiresAt = ExpiresAt,
        Headers = headers,

        // RabbitMQ's own, in which the exchange stands that it was published to; it would win over the address.
        Transport = Transport?.Where(property => property.Key != "RMQ-Exchange").ToDictionary(),
    };

    public string ToJson() => JsonSerializer.Serialize(this, RecordPropertiesJson.Default.RecordProperties);

    public static RecordProperties FromJson(string json) =>
        JsonSerializer.Deserialize(json, RecordPropertiesJson.Default.RecordProperties)
        ?? throw new JsonException("The record's properties are the JSON value 'null'.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordProperties))]
internal sealed partial class RecordPropertiesJson : JsonSerializerContext;
