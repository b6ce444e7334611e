using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx;
using Marten;
using Weasel.Core;

namespace Insurance.Store.EventStore;

/// <summary>How events and documents look as JSON. What lies in the store was written so, and will be read so in ten years.</summary>
internal static class StoredJson
{
    /// <summary>For those who read without Marten's serializer, and for the contract gate, which compares them with what is recorded.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The same for Marten.</summary>
    public static void UseStoredJson(this StoreOptions store) => store.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase);
}
