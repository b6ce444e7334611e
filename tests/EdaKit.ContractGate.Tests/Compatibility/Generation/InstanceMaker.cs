using System.Globalization;
using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Tests.Compatibility.Generation;

/// <summary>Makes values that a schema is likely to accept: near its bounds, and with the names and values that it speaks of.</summary>
internal sealed class InstanceMaker(Random random, SchemaMaker maker, JsonObject document)
{
    private const int Deepest = 4;

    private static readonly string[] Texts =
    [
        "", "a", "b", "ab", "abc", "xa", "xb", "ca", "d", "aaaa", "\U0001F600", "2024-02-29", "2023-02-29", "0f8fad5b-d9cb-469f-a165-70867728950e",
    ];

    public JsonNode? Make() => Make(document, 0);

    private JsonNode? Make(JsonNode? node, int depth)
    {
        if (node is not JsonObject schema || depth > Deepest)
            return depth > Deepest ? random.Next(3) : Anything(depth);

        if (schema["$ref"] is not null)
            return Make(document["definitions"]!["node"], depth + 1);

        if (schema.TryGetPropertyValue("const", out var constant))
            return constant?.DeepClone();

        if (schema["enum"] is JsonArray { Count: > 0 } values)
            return values[random.Next(values.Count)]?.DeepClone();

        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf", "allOf"])
        {
            if (schema[keyword] is JsonArray { Count: > 0 } branches)
                return Make(branches[random.Next(branches.Count)], depth + 1);
        }

        if (schema["if"] is not null)
            return Make(schema[random.Next(3) switch { 0 => "if", 1 => "then", _ => "else" }], depth + 1);

        return TypeOf(schema) switch
        {
            "null" => null,
            "boolean" => random.Next(2) == 0,
            "integer" => JsonNode.Parse(Math.Floor(NumberFor(schema)).ToString(CultureInfo.InvariantCulture)),
            "number" => JsonNode.Parse(NumberFor(schema).ToString(CultureInfo.InvariantCulture)),
            "string" => Texts[random.Next(Texts.Length)],
            "array" => Array(schema, depth),
            "object" => Object(schema, depth),
            _ => Anything(depth),
        };
    }

    private string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray { Count: > 0 } types => types[random.Next(types.Count)]!.GetValue<string>(),
        JsonValue type => type.GetValue<string>(),
        _ => schema switch
        {
            _ when random.Next(4) == 0 => null,
            _ when schema.ContainsKey("properties") || schema.ContainsKey("required") || schema.ContainsKey("additionalProperties") => "object",
            _ when schema.ContainsKey("items") || schema.ContainsKey("prefixItems") || schema.ContainsKey("contains") => "array",
            _ when schema.ContainsKey("minItems") => "array",
            _ when schema.ContainsKey("minimum") || schema.ContainsKey("maximum") || schema.ContainsKey("multipleOf") => "number",
            _ => null,
        },
    };

    private decimal NumberFor(JsonObject schema)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])
        {
            if (random.Next(3) == 0 && schema[keyword] is JsonValue bound)
                return bound.GetValue<decimal>() + (random.Next(-2, 3) / 2m);
        }

        return random.Next(-4, 13) / 2m;
    }

    private JsonArray Array(JsonObject schema, int depth)
    {
        var items = new JsonArray();
        var places = schema["prefixItems"] as JsonArray ?? schema["items"] as JsonArray ?? [];
        var rest = schema["items"] is JsonArray ? "additionalItems" : "items";

        for (var i = random.Next(4); i > 0; i--)
        {
            if (items.Count > 0 && random.Next(6) == 0)
                items.Add(items[0]?.DeepClone());
            else if (random.Next(4) == 0 && schema["contains"] is { } contained)
                items.Add(Make(contained, depth + 1));
            else
                items.Add(Make(items.Count < places.Count ? places[items.Count] : schema[rest], depth + 1));
        }

        return items;
    }

    private JsonObject Object(JsonObject schema, int depth)
    {
        var value = new JsonObject();
        var members = schema["properties"] as JsonObject ?? [];
        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>());

        foreach (var name in members.Select(member => member.Key).Where(_ => random.Next(3) > 0).Concat(required.Where(_ => random.Next(10) > 0)).Distinct())
            value[name] = Make(members.TryGetPropertyValue(name, out var member) ? member : schema["additionalProperties"], depth + 1);

        // Names of which the schema does not speak.
        for (var i = random.Next(4) - 1; i > 0; i--)
        {
            var name = random.Next(3) == 0 ? Texts[random.Next(Texts.Length)] : maker.Name();
            if (!value.ContainsKey(name))
                value[name] = random.Next(2) == 0 ? Anything(depth + 1) : Make(schema["additionalProperties"], depth + 1);
        }

        return value;
    }

    private JsonNode? Anything(int depth) => random.Next(depth >= Deepest ? 3 : 5) switch
    {
        0 => random.Next(-1, 4),
        1 => Texts[random.Next(Texts.Length)],
        2 => maker.Value(),
        3 => new JsonArray(maker.Value(), maker.Value()),
        _ => new JsonObject { [maker.Name()] = maker.Value() },
    };
}
