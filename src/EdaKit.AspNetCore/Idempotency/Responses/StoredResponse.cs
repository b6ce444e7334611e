using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.AspNetCore.Idempotency.Responses;

/// <summary>A response as it is stored, and sent again.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The headers that are replayed, as JSON: for each name its values.</param>
/// <param name="Body">The body, byte for byte.</param>
internal sealed record StoredResponse(int Status, string Headers, byte[] Body)
{
    public static StoredResponse Of(int status, Dictionary<string, string?[]> headers, byte[] body) =>
        new(status, JsonSerializer.Serialize(headers, StoredHeadersJson.Default.DictionaryStringStringArray), body);

    public IReadOnlyDictionary<string, string?[]> ReadHeaders() =>
        JsonSerializer.Deserialize(Headers, StoredHeadersJson.Default.DictionaryStringStringArray) ?? [];
}

[JsonSerializable(typeof(Dictionary<string, string?[]>))]
internal sealed partial class StoredHeadersJson : JsonSerializerContext;
