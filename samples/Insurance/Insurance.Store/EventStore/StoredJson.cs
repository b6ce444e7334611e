using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx;
using Weasel.Core;

namespace Insurance.Store.EventStore;

/// <summary>How events and documents look as JSON. What lies in the store was written so, and will be read so in ten years.</summary>
internal static class StoredJson
{
    public const EnumStorage EnumStorage = Weasel.Core.EnumStorage.AsString;
    public const Casing Casing = Weasel.Core.Casing.CamelCase;

    /// <summary>The same for those who read without Marten's serializer.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };
}
