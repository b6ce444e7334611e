using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MassTransit.Serialization.JsonConverters;

namespace EdaKit.ContractGate.Export;

/// <summary>Makes the schemas of a type from the JSON options with which a process writes and reads it.</summary>
/// <param name="options">The options of the process, as MassTransit and the contracts' own <c>IContractSerialization</c> make them.</param>
internal sealed class SchemaExporter(JsonSerializerOptions options)
{
    /// <summary>The keyword that names the converter of which a schema cannot tell what it writes and reads.</summary>
    public const string Converter = "x-converter";

    private readonly JsonSerializerOptions _options = SeenThrough(options);
    private readonly ScalarSchemas _scalars = new(options);

    /// <summary>Exports a type.</summary>
    /// <param name="type">A type that the options can serialize.</param>
    /// <returns>Its schemas, in draft 2020-12.</returns>
    /// <exception cref="NotSupportedException">The options cannot serialize the type, or a member of it.</exception>
    public ContractSchemas Export(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new(Export(type, Direction.Write), Export(type, Direction.Read));
    }

    private JsonObject Export(Type type, Direction direction)
    {
        var exported = Options(direction).GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Transform(context, schema, direction),
        });

        return exported as JsonObject ?? throw new NotSupportedException($"'{type}' has a converter of its own, so that its JSON is not known. A contract is "
            + "a JSON object.");
    }

    /// <summary>What is read from text too is never written so.</summary>
    private JsonSerializerOptions Options(Direction direction) => direction == Direction.Read
        ? _options
        : new(_options) { NumberHandling = options.NumberHandling & ~JsonNumberHandling.AllowReadingFromString };

    /// <summary>MassTransit reads interfaces, dictionaries and decimals with converters, of which System.Text.Json could not tell the schema.</summary>
    private static JsonSerializerOptions SeenThrough(JsonSerializerOptions options)
    {
        var plain = new JsonSerializerOptions(options);
        foreach (var converter in plain.Converters.Where(converter => converter is SystemTextJsonConverterFactory or StringDecimalJsonConverter).ToList())
            plain.Converters.Remove(converter);

        return plain;
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, Direction direction)
    {
        var type = context.TypeInfo;

        var own = context.PropertyInfo?.CustomConverter;

        // System.Text.Json tells the members of an object, whatever a converter makes of them.
        if (type.Kind != JsonTypeInfoKind.None && own is not null && own.GetType().Assembly != typeof(JsonConverter).Assembly)
            return OfUnknown(own);

        if ((_scalars.Of(context, schema, direction) ?? schema) is not JsonObject exported)
            return IsOpaque(type) ? OfUnknown(own ?? type.Converter) : schema;

        // So System.Text.Json says that it cannot.
        if (exported["not"]?.GetValueKind() == JsonValueKind.True)
            throw new NotSupportedException($"'{type.Type}' has no JSON.");

        // Readers fail on text that is no base 64. The name of the format is OpenAPI's.
        if (type.Type == typeof(byte[]))
            exported["format"] = "byte";

        // A union has no members of its own, and what is a reference has them elsewhere.
        var isUnion = context.BaseTypeInfo is null && type.PolymorphismOptions is { DerivedTypes.Count: > 0 };
        if (isUnion || exported.ContainsKey("$ref"))
            return exported;

        if (type.Kind == JsonTypeInfoKind.Object)
            CompleteMembers(exported, context, direction);
        else if (type.Kind == JsonTypeInfoKind.Enumerable)
            CompleteItems(exported, "items", context);
        else if (type.Kind == JsonTypeInfoKind.Dictionary)
            CompleteItems(exported, "additionalProperties", context);

        return exported;
    }

    private static JsonObject OfUnknown(JsonConverter converter) => new() { [Converter] = converter.GetType().FullName };

    /// <summary>Whether a converter makes the JSON of which nothing is known. Types that stand for any JSON are what they say.</summary>
    private static bool IsOpaque(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.None && type.Type != typeof(object) && type.Type != typeof(JsonElement) && !typeof(JsonNode).IsAssignableFrom(type.Type);

    /// <summary>Which members are there always, or must be, and whether there may be others.</summary>
    private void CompleteMembers(JsonObject schema, JsonSchemaExporterContext context, Direction direction)
    {
        var type = context.TypeInfo;
        var polymorphism = context.BaseTypeInfo?.PolymorphismOptions;

        if (schema["properties"] is not JsonObject members)
            schema["properties"] = members = [];

        foreach (var member in type.Properties.Where(member => IsDefaultAlone(members[member.Name])))
        {
            if ((member.CustomConverter ?? ConverterOf(type.Options.GetTypeInfo(member.PropertyType))) is { } converter)
                members[member.Name] = OfUnknown(converter);
        }

        var required = (schema["required"] as JsonArray ?? [])
            .Select(name => name!.GetValue<string>())
            .Where(name => name == polymorphism?.TypeDiscriminatorPropertyName)
            .Concat(type.Properties
                .Where(member => members.ContainsKey(member.Name) && (direction == Direction.Write ? IsAlwaysWritten(member) : IsNeeded(member)))
                .Select(member => member.Name))
            .Select(name => JsonValue.Create(name))
            .ToArray<JsonNode?>();

        schema.Remove("required");
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);

        // What bears the name of a type that is not known is not read as this one.
        if (direction == Direction.Read && polymorphism is { IgnoreUnrecognizedTypeDiscriminators: false, TypeDiscriminatorPropertyName: var name } && !members.ContainsKey(name))
            members[name] = false;

        // What came in and had no member of its own goes out again.
        if (direction == Direction.Write && type.Properties.Any(member => member.IsExtensionData))
            schema.Remove("additionalProperties");
        else if (direction == Direction.Write)
            schema["additionalProperties"] = false;
        else if (type.UnmappedMemberHandling != JsonUnmappedMemberHandling.Disallow)
            schema.Remove("additionalProperties");
    }

    /// <summary>Whether System.Text.Json knows no more of a member than its default, and did not ask here.</summary>
    private static bool IsDefaultAlone(JsonNode? member) => member is JsonObject { Count: 1 } schema && schema.ContainsKey("default");

    private static JsonConverter? ConverterOf(JsonTypeInfo type) => IsOpaque(type) ? type.Converter : null;

    /// <summary>What the items of a list or the values of a dictionary may be, and the names of those.</summary>
    private static void CompleteItems(JsonObject schema, string keyword, JsonSchemaExporterContext context)
    {
        var element = context.TypeInfo.Options.GetTypeInfo(context.TypeInfo.ElementType!);

        // System.Text.Json leaves out of what it knows nothing.
        if (!schema.ContainsKey(keyword) && ConverterOf(element) is { } converter)
            schema[keyword] = OfUnknown(converter);

        // Schemas of other kinds may be what a reference from elsewhere leads to, where null is not meant.
        if (element.Kind == JsonTypeInfoKind.None && (schema[keyword] as JsonObject)?["type"] is JsonValue one && MayHoldNull(context.PropertyInfo, element.Type))
            schema[keyword]!["type"] = new JsonArray(one.DeepClone(), "null");

        if (context.TypeInfo.KeyType is { } key && NameSchemas.Of(key, context.TypeInfo.Options) is { } names)
            schema["propertyNames"] = names;
    }

    private static bool MayHoldNull(JsonPropertyInfo? member, Type element)
    {
        var annotations = member?.AttributeProvider switch
        {
            PropertyInfo property => new NullabilityInfoContext().Create(property),
            FieldInfo field => new NullabilityInfoContext().Create(field),
            _ => null,
        };

        return (annotations?.ElementType ?? annotations?.GenericTypeArguments.LastOrDefault()) is { ReadState: NullabilityState.Nullable } item && item.Type == element;
    }

    private bool IsAlwaysWritten(JsonPropertyInfo member) => member.Get is not null && LeftOut(member) switch
    {
        JsonIgnoreCondition.Never => true,
        JsonIgnoreCondition.WhenWritingNull => member.PropertyType.IsValueType ? Nullable.GetUnderlyingType(member.PropertyType) is null : !member.IsGetNullable,
        _ => false,
    };

    /// <summary>
    /// A parameter without a default that takes no null must be there too. System.Text.Json would pass 0 or null in its place, and nobody said that this is
    /// what a missing one means; unless the writer leaves defaults out.
    /// </summary>
    private bool IsNeeded(JsonPropertyInfo member) => member.IsRequired
        || (member.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } && LeftOut(member) is JsonIgnoreCondition.Never or JsonIgnoreCondition.WhenWritingNull);

    /// <summary>When a member is left out: as its attribute says, or else the options; null where code decides.</summary>
    private JsonIgnoreCondition? LeftOut(JsonPropertyInfo member) => member.ShouldSerialize is null
        ? options.DefaultIgnoreCondition
        : member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true).Cast<JsonIgnoreAttribute>().FirstOrDefault()?.Condition;
}
