using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EdaKit.ContractGate.Export;

/// <summary>Schemas that System.Text.Json leaves out or makes too wide: numbers with their ranges, enums, bytes, and decimals, for which MassTransit has a converter.</summary>
internal sealed class ScalarSchemas(JsonSerializerOptions options)
{
    /// <summary>How a decimal looks as text. Reader and writer have the same, so that the one can be seen to accept the other.</summary>
    private const string DecimalText = "^-?[0-9]+(\\.[0-9]+)?$";

    /// <summary>The keyword under which an enum's numbers have their names.</summary>
    public const string EnumNames = "x-enum-names";

    private static readonly Dictionary<Type, (decimal Least, decimal Greatest)> Ranges = new()
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

    private readonly bool _writesDecimalsAsText = JsonSerializer.SerializeToElement(1.5m, options).ValueKind == JsonValueKind.String;

    /// <summary>The schema of a type that has a better one here; null for all others.</summary>
    public JsonObject? Of(Type type, Direction direction)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var isNullable = value != type;

        if (value == typeof(decimal))
            return Decimal(direction, isNullable);

        if (value.IsEnum && WritesAsNumber(value))
            return Enum(value, direction, isNullable);

        return Ranges.TryGetValue(value, out var range) ? Integer(range, direction, isNullable) : null;
    }

    private JsonObject Decimal(Direction direction, bool isNullable)
    {
        var types = direction == Direction.Read && (_writesDecimalsAsText || ReadsFromText) ? ["string", "number"]
            : _writesDecimalsAsText ? ["string"]
            : new[] { "number" };

        var schema = Typed(types, isNullable);
        if (types.Contains("string"))
            schema["pattern"] = DecimalText;

        return schema;
    }

    private JsonObject Integer((decimal Least, decimal Greatest) range, Direction direction, bool isNullable)
    {
        var writesText = options.NumberHandling.HasFlag(JsonNumberHandling.WriteAsString);
        var types = direction == Direction.Read && ReadsFromText ? ["string", "integer"]
            : direction == Direction.Write && writesText ? ["string"]
            : new[] { "integer" };

        var schema = Typed(types, isNullable);
        if (types.Contains("string"))
            schema["pattern"] = "^-?(?:0|[1-9][0-9]*)$";

        if (types.Contains("integer"))
        {
            schema["minimum"] = JsonNode.Parse(range.Least.ToString(CultureInfo.InvariantCulture));
            schema["maximum"] = JsonNode.Parse(range.Greatest.ToString(CultureInfo.InvariantCulture));
        }

        return schema;
    }

    /// <summary>Readers take any number, so that the names are there for people, and for the rule that a number keeps its name.</summary>
    private JsonObject Enum(Type type, Direction direction, bool isNullable)
    {
        var schema = Integer(Ranges[System.Enum.GetUnderlyingType(type)], direction, isNullable);
        var names = new JsonObject();
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            names[string.Create(CultureInfo.InvariantCulture, $"{Convert.ToDecimal(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}")] ??= field.Name;

        schema[EnumNames] = names;
        return schema;
    }

    private bool WritesAsNumber(Type type) =>
        JsonSerializer.SerializeToElement(System.Enum.ToObject(type, 0), type, options).ValueKind == JsonValueKind.Number;

    private bool ReadsFromText => options.NumberHandling.HasFlag(JsonNumberHandling.AllowReadingFromString);

    private static JsonObject Typed(IEnumerable<string> types, bool isNullable)
    {
        string[] all = isNullable ? [.. types, "null"] : [.. types];
        return new() { ["type"] = all is [var one] ? one : new JsonArray([.. all.Select(type => JsonValue.Create(type))]) };
    }
}
