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

    /// <summary>MassTransit reads interfaces and dictionaries with converters, whose JSON is that of System.Text.Json, and of which it could not tell the schema.</summary>
    private static JsonSerializerOptions SeenThrough(JsonSerializerOptions options)
    {
        var plain = new JsonSerializerOptions(options);
        foreach (var factory in plain.Converters.OfType<SystemTextJsonConverterFactory>().ToList())
            plain.Converters.Remove(factory);

        return plain;
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, Direction direction)
    {
        if (_scalars.Of(context.TypeInfo.Type, direction) is { } scalar)
            schema = scalar;

        if (schema is not JsonObject exported)
            return IsOpaque(context.TypeInfo) ? new JsonObject { [Converter] = context.TypeInfo.Converter.GetType().FullName } : schema;

        // So System.Text.Json says that it cannot.
        if (exported["not"]?.GetValueKind() == JsonValueKind.True)
            throw new NotSupportedException($"'{context.TypeInfo.Type}' has no JSON.");

        // Readers fail on text that is no base 64. The name of the format is OpenAPI's.
        if (context.TypeInfo.Type == typeof(byte[]))
            exported["format"] = "byte";

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && exported.ContainsKey("properties"))
            Complete(exported, context.TypeInfo, direction);

        return exported;
    }

    /// <summary>Whether a converter makes the JSON of which nothing is known. Types that stand for any JSON are what they say.</summary>
    private static bool IsOpaque(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.None && type.Type != typeof(object) && type.Type != typeof(JsonElement) && !typeof(JsonNode).IsAssignableFrom(type.Type);

    /// <summary>Which members are there always, or must be, and whether there may be others.</summary>
    private void Complete(JsonObject schema, JsonTypeInfo type, Direction direction)
    {
        var required = type.Properties
            .Where(member => schema["properties"]!.AsObject().ContainsKey(member.Name) && (direction == Direction.Write ? IsAlwaysWritten(member) : IsNeeded(member)))
            .Select(member => JsonValue.Create(member.Name))
            .ToArray<JsonNode?>();

        schema.Remove("required");
        if (required.Length > 0)
            schema["required"] = new JsonArray(required);

        // What came in and had no member of its own goes out again.
        if (direction == Direction.Write && type.Properties.Any(member => member.IsExtensionData))
            schema.Remove("additionalProperties");
        else if (direction == Direction.Write)
            schema["additionalProperties"] = false;
        else if (type.UnmappedMemberHandling != JsonUnmappedMemberHandling.Disallow)
            schema.Remove("additionalProperties");
    }

    private bool IsAlwaysWritten(JsonPropertyInfo member) => member is { Get: not null, ShouldSerialize: null } && options.DefaultIgnoreCondition switch
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
        || (member is { ShouldSerialize: null, AssociatedParameter: { HasDefaultValue: false, IsNullable: false } } && options.DefaultIgnoreCondition != JsonIgnoreCondition.WhenWritingDefault);
}
