using System.Text.Json;

namespace EdaKit.Contracts.Versions;

/// <summary>Reads a message from the JSON of its wire as an object.</summary>
internal delegate object ObjectReader(JsonElement wire, JsonSerializerOptions options);

/// <summary>Reads a message from the JSON of its wire as other JSON.</summary>
internal delegate JsonElement JsonReader(JsonElement wire, JsonSerializerOptions options);

/// <summary>
/// How a version is read. Steps that look at JSON get JSON, and steps that look at objects get objects; what lies between two of the same kind is
/// converted nowhere.
/// </summary>
internal abstract class VersionReading
{
    /// <summary>The message as it is on the wire.</summary>
    public static VersionReading Wire { get; } = OfJson((wire, _) => wire);

    public static VersionReading OfJson(JsonReader read) => new Json(read);

    public static VersionReading OfObject(ObjectReader read) => new Objects(read);

    public abstract JsonReader AsJson { get; }

    public abstract ObjectReader AsObject(Type type);

    private sealed class Json(JsonReader read) : VersionReading
    {
        public override JsonReader AsJson => read;

        public override ObjectReader AsObject(Type type) => (wire, options) => read(wire, options).Deserialize(type, options)
            ?? throw new JsonException($"The message is the JSON value 'null', which is no '{type}'.");
    }

    private sealed class Objects(ObjectReader read) : VersionReading
    {
        public override JsonReader AsJson => (wire, options) => JsonSerializer.SerializeToElement(read(wire, options), options);

        public override ObjectReader AsObject(Type type) => read;
    }
}
