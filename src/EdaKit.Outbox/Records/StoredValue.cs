using System.Text.Json;
using MassTransit.Serialization;

namespace EdaKit.Outbox.Records;

/// <summary>
/// A header's or property's value as JSON and back. JSON's own types come back as themselves; dates come back as dates, because RabbitMQ
/// has a type of its own for them, and lists of texts as such, because it takes routing keys (CC, BCC) in no other form. Everything else comes back as the JSON that MassTransit would have put on the wire.
/// </summary>
internal static class StoredValue
{
    private const string DateMark = "$date";

    public static Dictionary<string, JsonElement>? Write(IEnumerable<KeyValuePair<string, object>> values)
    {
        Dictionary<string, JsonElement>? written = null;

        foreach (var (key, value) in values)
        {
            if (value is not null)
                (written ??= [])[key] = Write(value);
        }

        return written;
    }

    public static IEnumerable<KeyValuePair<string, object>> Read(Dictionary<string, JsonElement>? values)
    {
        foreach (var (key, value) in values ?? [])
        {
            if (Read(value) is { } plain)
                yield return new(key, plain);
        }
    }

    private static JsonElement Write(object value) => value switch
    {
        DateTime time => JsonSerializer.SerializeToElement(new Dictionary<string, DateTimeOffset> { [DateMark] = time.ToUniversalTime() }),
        DateTimeOffset time => JsonSerializer.SerializeToElement(new Dictionary<string, DateTimeOffset> { [DateMark] = time }),
        _ => JsonSerializer.SerializeToElement(value, value.GetType(), SystemTextJsonMessageSerializer.Options),
    };

    private static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var integer) ? (object)integer : value.GetDouble(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object when value.TryGetProperty(DateMark, out var date) => date.GetDateTimeOffset(),
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => value.Deserialize<string[]>(),
        _ => value,
    };
}
