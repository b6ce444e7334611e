using System.Numerics;
using System.Text.Json;

namespace EdaKit.ContractGate.Schemas;

/// <summary>The keywords of one schema, each in the form that it must have.</summary>
internal sealed class KeywordValues
{
    private readonly JsonElement _schema;

    /// <summary>The keywords of a schema.</summary>
    /// <exception cref="SchemaException">It is no object.</exception>
    public KeywordValues(JsonElement schema, string location)
    {
        (_schema, Location) = (schema, location);

        if (schema.ValueKind != JsonValueKind.Object)
            throw new SchemaException(location, $"The schema at '{location}' is {InWords(schema)}. Make it an object, true or false.");
    }

    /// <summary>Where the schema stands.</summary>
    public string Location { get; }

    public JsonElement? Find(string keyword) => _schema.TryGetProperty(keyword, out var value) ? value : null;

    public string? Text(string keyword) => Of(keyword, JsonValueKind.String, "a string")?.GetString();

    public bool? Flag(string keyword) => Find(keyword) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault(keyword, value, "true or false"),
    };

    public SchemaNumber? Number(string keyword) => Of(keyword, JsonValueKind.Number, "a number") is { } value ? Evaluation.NumberOf(value) : null;

    /// <summary>How many: a whole number from 0 on.</summary>
    public long? Count(string keyword)
    {
        if (Find(keyword) is not { } value)
            return null;

        if (value.ValueKind != JsonValueKind.Number || Evaluation.NumberOf(value) is not { IsWhole: true } number
            || number.Floor() < BigInteger.Zero || number.Floor() > long.MaxValue)
            throw Fault(keyword, value, $"a whole number from 0 to {long.MaxValue}");

        return (long)number.Floor();
    }

    /// <summary>The entries of an object, each with its location.</summary>
    public IEnumerable<(string Name, JsonElement Value, string Location)> Members(string keyword) =>
        Of(keyword, JsonValueKind.Object, "an object") is not { } value
        ? []
        : value.EnumerateObject().Select(member => (member.Name, member.Value, SchemaPointer.Join(LocationOf(keyword), member.Name)));

    /// <summary>The entries of an array of schemas that is not empty, each with its location. Null: the keyword is not there.</summary>
    public IReadOnlyList<(JsonElement Value, string Location)>? List(string keyword)
    {
        if (Of(keyword, JsonValueKind.Array, "an array of schemas") is not { } value)
            return null;

        return value.GetArrayLength() == 0
            ? throw Fault(keyword, value, "an array with at least one schema")
            : value.EnumerateArray().Select((item, index) => (item, $"{LocationOf(keyword)}/{index}")).ToList();
    }

    /// <summary>The strings of an array.</summary>
    public static IEnumerable<string>? Names(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
        ? value.EnumerateArray().Select(item => item.GetString()!)
        : null;

    public JsonElement? Of(string keyword, JsonValueKind kind, string wanted) =>
        Find(keyword) is not { } value ? null : value.ValueKind == kind ? value : throw Fault(keyword, value, wanted);

    public string LocationOf(string keyword) => SchemaPointer.Join(Location, keyword);

    public SchemaException Fault(string keyword, JsonElement value, string wanted) =>
        Fault(keyword, $"'{keyword}' at '{Location}' is {InWords(value)}. Make it {wanted}.");

    public SchemaException Fault(string keyword, string message) => new(LocationOf(keyword), message);

    private static string InWords(JsonElement value)
    {
        const int Longest = 60;
        var text = value.GetRawText();
        return $"'{(text.Length > Longest ? text[..Longest] + "…" : text)}'";
    }
}
