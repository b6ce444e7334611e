using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdaKit.EntityFrameworkCore.Dialects;

/// <summary>
/// JSON of which a statement on SQLite makes rows, with <c>json_each</c>: one parameter for all of them. SQLite looks for each parameter from the first one on, so
/// with some for each row the time would grow with the square of their number.
/// </summary>
public static class SqliteJson
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new IdConverter() } };

    /// <summary>Writes values. An id is a text in capitals, as Microsoft.Data.Sqlite stores it.</summary>
    /// <typeparam name="T">A list of values, or of rows of them: numbers, texts, ids and null.</typeparam>
    /// <param name="values">The values.</param>
    /// <returns>The JSON.</returns>
    public static string Of<T>(T values) => JsonSerializer.Serialize(values, Options);

    private sealed class IdConverter : JsonConverter<Guid>
    {
        public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetGuid();

        public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString().ToUpperInvariant());
    }
}
