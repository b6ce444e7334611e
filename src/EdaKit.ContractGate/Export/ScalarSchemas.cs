using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using MassTransit.Serialization.JsonConverters;

namespace EdaKit.ContractGate.Export;

/// <summary>Schemas that System.Text.Json makes too wide: numbers with their ranges, enums, and decimals, for which MassTransit has a converter.</summary>
/// <param name="options">The options of the process.</param>
internal sealed class ScalarSchemas(JsonSerializerOptions options)
{
    private const JsonNumberHandling AsText = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;
    private const string WholeText = "^-?(?:0|[1-9][0-9]*)$";

    /// <summary>How a decimal looks as text. Reader and writer have the same, so that the one can be seen to accept the other.</summary>
    private const string DecimalText = "^-?[0-9]+(\\.[0-9]+)?$";

    /// <summary>The keyword under which an enum's numbers have their names.</summary>
    public const string EnumNames = "x-enum-names";

    /// <summary>The whole numbers that a type holds.</summary>
    public static readonly IReadOnlyDictionary<Type, (decimal Least, decimal Greatest)> Ranges = new Dictionary<Type, (decimal, decimal)>
    {
        [typeof(byte)] = (byte.MinValue, byte.MaxValue),
        [typeof(sbyte)] = (sbyte.MinValue, sbyte.MaxValue),
        [typeof(short)] = (short.MinValue, short.MaxValue),
        [typeof(ushort)] = (ushort.MinValue, ushort.MaxValue),
        [typeof(int)] = (int.MinValue, int.MaxValue),
        [typeof(uint)] = (uint.MinValue, uint.MaxValue),
        [typeof(long)] = (long.MinValue, long.MaxValue),
        [typeof(ulong)] = (ulong.MinValue, ulong.MaxValue),
    };

    private readonly bool _hasTextForDecimals = options.Converters.OfType<StringDecimalJsonConverter>().Any();

    /// <summary>The schema of a type or a member that has a better one here; null for all others, also where a converter makes other JSON of it.</summary>
    /// <param name="context">What is exported.</param>
    /// <param name="exported">What System.Text.Json says of it.</param>
    /// <param name="direction">For which side.</param>
    public JsonObject? Of(JsonSchemaExporterContext context, JsonNode exported, Direction direction)
    {
        var value = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var handling = context.PropertyInfo?.NumberHandling ?? context.TypeInfo.Options.NumberHandling;
        var types = TypesIn(exported);

        if (value == typeof(decimal) && types.Contains("number"))
            return Number("number", DecimalText, types, _hasTextForDecimals ? AsText : handling, direction);

        if (!types.Contains("integer"))
            return null;

        if (value.IsEnum)
            return Enum(value, types, direction);

        return Ranges.TryGetValue(value, out var range) ? Integer(range, types, handling, direction) : null;
    }

    private static JsonObject Integer((decimal Least, decimal Greatest) range, string[] exported, JsonNumberHandling handling, Direction direction)
    {
        var schema = Number("integer", WholeText, exported, handling, direction);

        if (TypesIn(schema).Contains("integer"))
        {
            schema["minimum"] = JsonNode.Parse(range.Least.ToString(CultureInfo.InvariantCulture));
            schema["maximum"] = JsonNode.Parse(range.Greatest.ToString(CultureInfo.InvariantCulture));
        }

        return schema;
    }

    /// <summary>Readers take any number, so that the names are there for people, and for the rule that a number keeps its name.</summary>
    private static JsonObject Enum(Type type, string[] exported, Direction direction)
    {
        // The number of an enum is never text.
        var schema = Integer(Ranges[System.Enum.GetUnderlyingType(type)], exported, JsonNumberHandling.Strict, direction);
        var names = new JsonObject();
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            names[string.Create(CultureInfo.InvariantCulture, $"{Convert.ToDecimal(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}")] ??= field.Name;

        schema[EnumNames] = names;
        return schema;
    }

    /// <summary>System.Text.Json has text and number in both directions, where only one of them has it.</summary>
    private static JsonObject Number(string number, string text, string[] exported, JsonNumberHandling handling, Direction direction)
    {
        string[] types = (direction, handling.HasFlag(JsonNumberHandling.WriteAsString), handling.HasFlag(JsonNumberHandling.AllowReadingFromString)) switch
        {
            (Direction.Write, true, _) => ["string"],
            (Direction.Read, _, true) => ["string", number],
            (_, false, false) => [.. exported.Where(type => type != "null")],
            _ => [number],
        };

        if (exported.Contains("null"))
            types = [.. types, "null"];

        var schema = new JsonObject { ["type"] = types is [var one] ? one : new JsonArray([.. types.Select(type => JsonValue.Create(type))]) };
        if (types.Contains("string"))
            schema["pattern"] = text;

        return schema;
    }

    private static string[] TypesIn(JsonNode exported) => (exported as JsonObject)?["type"] switch
    {
        JsonArray types => [.. types.Select(type => type!.GetValue<string>())],
        JsonValue type => [type.GetValue<string>()],
        _ => [],
    };
}
