using System.Text.Json;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>What was stored, and may be JSON.</summary>
internal static class StoredJson
{
    /// <summary>The JSON; null where it is none.</summary>
    public static JsonElement? TryRead(ReadOnlyMemory<byte> stored)
    {
        try
        {
            using var document = JsonDocument.Parse(stored);

            // The reader takes halves of characters in escapes, and the writer does not.
            return JsonSerializer.SerializeToElement(document.RootElement);
        }
        catch (JsonException)
        {
            // Bodies need not be JSON, and what cannot be read may be what the record is parked for.
            return null;
        }
    }

    /// <summary>The JSON; null where it is none.</summary>
    public static JsonElement? TryRead(string stored) => TryRead(System.Text.Encoding.UTF8.GetBytes(stored));

    /// <summary>The JSON of an object without one of its members; null where it is no object.</summary>
    public static JsonElement? TryReadWithout(string member, string stored)
    {
        if (TryRead(stored) is not { ValueKind: JsonValueKind.Object } json)
            return null;

        return JsonSerializer.SerializeToElement(json.EnumerateObject().Where(property => property.Name != member).DistinctBy(property => property.Name)
            .ToDictionary(property => property.Name, property => property.Value));
    }

    public static string Pretty(JsonElement json) => JsonSerializer.Serialize(json, JsonOutput.Options);
}
