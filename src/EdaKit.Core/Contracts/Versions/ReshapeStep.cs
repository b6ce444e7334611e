using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdaKit.Contracts.Versions;

/// <summary>Reads a version's JSON at once as another version's type: members have other names, or are filled with what they never had.</summary>
internal sealed class ReshapeStep<T>(ContractDescriptor to, int from, Reshape<T> reshape) : VersionStep(to.Name, from, to.Version)
    where T : class
{
    private readonly ConditionalWeakTable<JsonSerializerOptions, JsonTypeInfo<T>> _typeInfos = [];

    public override string Call => $"Reshape<{typeof(T).Name}>(from: {From})";

    public override VersionReading After(VersionReading before)
    {
        var read = before.AsJson;
        return VersionReading.OfObject((wire, options) => read(wire, options).Deserialize(TypeInfo(options))
            ?? throw new JsonException($"A message of '{Contract} v{From}' is the JSON value 'null'."));
    }

    /// <summary>Made with the first message that is read with these options: what is stored may be written otherwise than what is sent.</summary>
    private JsonTypeInfo<T> TypeInfo(JsonSerializerOptions options) => _typeInfos.GetValue(options, MakeTypeInfo);

    private JsonTypeInfo<T> MakeTypeInfo(JsonSerializerOptions options)
    {
        var own = new JsonSerializerOptions(options);
        own.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(reshape.Apply);
        return (JsonTypeInfo<T>)own.GetTypeInfo(typeof(T));
    }
}
