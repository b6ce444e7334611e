using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.Outbox.Records;

/// <summary>What a message carries beside its body, in the form in which a record stores it.</summary>
internal sealed class RecordProperties
{
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

    public string ToJson() => JsonSerializer.Serialize(this, RecordPropertiesJson.Default.RecordProperties);

    public static RecordProperties FromJson(string json) =>
        JsonSerializer.Deserialize(json, RecordPropertiesJson.Default.RecordProperties)
        ?? throw new JsonException("The record's properties are the JSON value 'null'.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordProperties))]
internal sealed partial class RecordPropertiesJson : JsonSerializerContext;
