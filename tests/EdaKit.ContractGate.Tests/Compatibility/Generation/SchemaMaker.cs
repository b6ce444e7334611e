using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Tests.Compatibility.Generation;

/// <summary>Makes schemas at random, with few names and small numbers, so that two of them have much in common.</summary>
internal sealed class SchemaMaker(Random random, bool isOldDraft, bool hasFormats)
{
    private const int Deepest = 3;

    private static readonly string[] Names = ["a", "b", "c", "xa", "xb"];
    private static readonly string[] Patterns = ["^a", "b$", "^x", "^[abc]+$", "^.{2}$"];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "2", "3", "1.5", "2.0", "\"\"", "\"a\"", "\"ab\"", "\"abc\"", "\"xb\"", "\"2024-02-29\"",
        "[]", "[1]", "[1,1]", "{}", "{\"a\":1}", "{\"a\":\"a\",\"b\":2}",
    ];

    public bool IsOldDraft => isOldDraft;

    /// <summary>A document. Its schemas may refer to one that may refer to itself.</summary>
    public JsonObject Document()
    {
        var root = random.Next(12) == 0 ? new JsonObject { ["$ref"] = "#/definitions/node" } : Make(0) as JsonObject ?? [];
        var definition = Make(1) as JsonObject ?? [];

        if (random.Next(2) == 0)
            definition = Structured(1);

        root["definitions"] = new JsonObject { ["node"] = definition };
        if (isOldDraft)
            root["$schema"] = "http://json-schema.org/draft-07/schema#";

        return root;
    }

    public JsonNode Make(int depth) => random.Next(depth >= Deepest ? 8 : 16) switch
    {
        0 => new JsonObject(),
        1 => random.Next(3) > 0,
        2 => new JsonObject { ["enum"] = Several(1, 4, Value) },
        3 => new JsonObject { ["const"] = Value() },
        4 => Number(),
        5 => Number(),
        6 => Text(),
        7 => new JsonObject { ["type"] = random.Next(2) == 0 ? TypeName() : Distinct(Several(1, 3, () => JsonValue.Create(TypeName()))) },
        8 => Combined(depth),
        9 => Combined(depth),
        10 when depth > 0 => new JsonObject { ["$ref"] = "#/definitions/node" },
        _ => Structured(depth),
    };

    public JsonObject Number()
    {
        var schema = new JsonObject();
        if (random.Next(4) > 0)
            schema["type"] = random.Next(2) == 0 ? "integer" : "number";

        Maybe(schema, "minimum", 3, () => Small());
        Maybe(schema, "maximum", 3, () => Small() + 2);
        Maybe(schema, "exclusiveMinimum", 5, () => Small());
        Maybe(schema, "exclusiveMaximum", 5, () => Small() + 2);
        Maybe(schema, "multipleOf", 4, () => random.Next(4) switch { 0 => 0.5m, 1 => 1m, 2 => 2m, _ => 1.5m });
        return schema;
    }

    public JsonObject Text()
    {
        var schema = new JsonObject();
        if (random.Next(4) > 0)
            schema["type"] = "string";

        Maybe(schema, "minLength", 3, () => random.Next(3));
        Maybe(schema, "maxLength", 3, () => random.Next(1, 4));
        Maybe(schema, "pattern", 3, () => Pick(Patterns));

        if (hasFormats)
            Maybe(schema, "format", 2, () => random.Next(3) == 0 ? "uuid" : "date");

        return schema;
    }

    public JsonObject Structured(int depth) => random.Next(3) == 0 ? Array(depth) : Object(depth);

    public JsonObject Combined(int depth)
    {
        switch (random.Next(6))
        {
            case 0:
                return new() { ["anyOf"] = Several(1, 3, () => Make(depth + 1)) };
            case 1:
                return new() { ["oneOf"] = Several(1, 3, () => Make(depth + 1)) };
            case 2:
                return new() { ["allOf"] = Several(1, 3, () => Make(depth + 1)) };
            case 3:
                return new() { ["not"] = Make(depth + 1) };
            case 4:
                var schema = new JsonObject { ["if"] = Make(depth + 1) };
                Maybe(schema, "then", 2, () => Make(depth + 1));
                Maybe(schema, "else", 2, () => Make(depth + 1));
                return schema;
            default:
                return new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, Make(depth + 1)) };
        }
    }

    public JsonNode? Value() => JsonNode.Parse(Pick(Values));

    public string Name() => Pick(Names);

    public string Pattern() => Pick(Patterns);

    public string TypeName() => Pick(["null", "boolean", "integer", "number", "string", "array", "object"]);

    private JsonObject Array(int depth)
    {
        var schema = new JsonObject();
        if (random.Next(4) > 0)
            schema["type"] = "array";

        Maybe(schema, "minItems", 3, () => random.Next(3));
        Maybe(schema, "maxItems", 3, () => random.Next(4));
        Maybe(schema, "uniqueItems", 4, () => true);
        Maybe(schema, "contains", 3, () => Make(depth + 1));

        if (!isOldDraft && schema.ContainsKey("contains"))
        {
            Maybe(schema, "minContains", 3, () => random.Next(3));
            Maybe(schema, "maxContains", 2, () => random.Next(2));
        }

        var isTuple = random.Next(3) == 0;
        if (isTuple)
            schema[isOldDraft ? "items" : "prefixItems"] = Several(1, 2, () => Make(depth + 1));

        Maybe(schema, isTuple && isOldDraft ? "additionalItems" : "items", 2, () => Make(depth + 1));
        return schema;
    }

    private JsonObject Object(int depth)
    {
        var schema = new JsonObject();
        if (random.Next(5) > 0)
            schema["type"] = "object";

        var members = new JsonObject();
        for (var i = random.Next(4); i > 0; i--)
            members[Name()] = Make(depth + 1);

        if (members.Count > 0)
            schema["properties"] = members;

        Maybe(schema, "required", 2, () => Distinct(Several(1, 2, () => JsonValue.Create(Name()))));
        Maybe(schema, "additionalProperties", 2, () => random.Next(2) == 0 ? false : Make(depth + 1));
        Maybe(schema, "patternProperties", 6, () => new JsonObject { [Pattern()] = Make(depth + 1) });
        Maybe(schema, "propertyNames", 8, () => random.Next(2) == 0 ? Text() : new JsonObject { ["enum"] = Several(1, 3, () => JsonValue.Create(Name())) });
        Maybe(schema, "minProperties", 6, () => random.Next(3));
        Maybe(schema, "maxProperties", 6, () => random.Next(4));
        Maybe(schema, isOldDraft ? "dependencies" : "dependentRequired", 4,
            () => new JsonObject { [Name()] = Distinct(Several(1, 2, () => JsonValue.Create(Name()))) });
        Maybe(schema, isOldDraft ? "dependencies" : "dependentSchemas", 4, () => new JsonObject { [Name()] = Make(depth + 1) });
        return schema;
    }

    private void Maybe(JsonObject schema, string keyword, int oneIn, Func<JsonNode?> value)
    {
        if (random.Next(oneIn) == 0)
            schema[keyword] = value();
    }

    private JsonArray Several(int least, int most, Func<JsonNode?> make) => new([.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make())]);

    private static JsonArray Distinct(JsonArray names) =>
        new([.. names.Select(name => name!.GetValue<string>()).Distinct().Select(name => JsonValue.Create(name))]);

    private int Small() => random.Next(-1, 4);

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
