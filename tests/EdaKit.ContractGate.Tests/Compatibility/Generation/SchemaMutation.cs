using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Tests.Compatibility.Generation;

/// <summary>Changes a schema a little, as the next version of it would.</summary>
internal sealed class SchemaMutation(Random random, SchemaMaker maker)
{
    private static readonly string[] OfOneSchema =
        ["items", "additionalItems", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"];

    private static readonly string[] OfSchemas = ["properties", "patternProperties", "definitions", "dependentSchemas"];

    private static readonly string[] OfBranches = ["anyOf", "oneOf", "allOf", "prefixItems"];

    /// <summary>The next version. Often it accepts more than the last one, sometimes less, sometimes the same in other words.</summary>
    public JsonObject Next(JsonObject document)
    {
        var next = (JsonObject)document.DeepClone();
        for (var i = random.Next(1, 6); i > 0; i--)
            Change(next);

        return random.Next(6) == 0 ? InOtherWords(next) : next;
    }

    private void Change(JsonObject document)
    {
        var all = SchemasIn(document).ToList();
        var schema = all[random.Next(all.Count)];
        var keywords = schema.Select(entry => entry.Key).Where(key => key is not ("definitions" or "$schema" or "$ref")).ToList();

        switch (random.Next(8))
        {
            case 0 or 1 when keywords.Count > 0:
                schema.Remove(keywords[random.Next(keywords.Count)]);
                break;
            case 2 when keywords.Count > 0:
                ChangeValue(schema, keywords[random.Next(keywords.Count)]);
                break;
            case 3 when !schema.ContainsKey("$ref"):
                Take(schema, maker.Number());
                break;
            case 4 when !schema.ContainsKey("$ref"):
                Take(schema, maker.Text());
                break;
            case 5 when !schema.ContainsKey("$ref"):
                Take(schema, maker.Structured(2));
                break;
            case 6 when !schema.ContainsKey("$ref"):
                Take(schema, maker.Combined(2));
                break;
            default:
                AddName(schema);
                break;
        }
    }

    private void ChangeValue(JsonObject schema, string keyword)
    {
        switch (schema[keyword])
        {
            case JsonValue value when value.TryGetValue<decimal>(out var number):
                var changed = number + random.Next(-1, 2);
                var isCount = keyword is not ("minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum");
                schema[keyword] = keyword == "multipleOf" ? (number == 2 ? 1 : 2) : isCount ? Math.Max(0, changed) : changed;
                break;
            case JsonValue when keyword == "type":
                schema[keyword] = new JsonArray(maker.TypeName() is var other && schema[keyword]!.GetValue<string>() is var own && own == other
                    ? [own] : [schema[keyword]!.GetValue<string>(), other]);
                break;
            case JsonArray { Count: > 1 } list when random.Next(2) == 0:
                list.RemoveAt(random.Next(list.Count));
                break;
            case JsonArray list when keyword == "enum":
                list.Add(maker.Value());
                break;
            case JsonObject names when keyword is "dependentRequired" && names.Count > 0:
                (names.First().Value as JsonArray)?.Add(maker.Name() + "z");
                break;
            case JsonArray list when OfBranches.Contains(keyword):
                list.Add(maker.Make(2));
                break;
            case JsonArray branches when keyword is "oneOf" or "anyOf":
                schema.Remove(keyword);
                schema[keyword == "oneOf" ? "anyOf" : "oneOf"] = branches.DeepClone();
                break;
        }
    }

    private void AddName(JsonObject schema)
    {
        switch (random.Next(4))
        {
            case 0 when schema["properties"] is JsonObject members:
                members[maker.Name()] = maker.Make(2);
                break;
            case 1 when schema["required"] is JsonArray required && maker.Name() is var name && !required.Any(known => known!.GetValue<string>() == name):
                required.Add(name);
                break;
            case 2 when schema["properties"] is JsonObject known && known.Count > 0:
                known.Remove(known.First().Key);
                break;
            case 3 when schema["properties"] is JsonObject named && named.Count > 0:
                schema[maker.IsOldDraft ? "dependencies" : "dependentRequired"] = new JsonObject { [named.First().Key] = new JsonArray(maker.Name()) };
                break;
        }
    }

    private JsonObject InOtherWords(JsonObject document)
    {
        var definitions = document["definitions"]!.DeepClone();
        var dialect = document["$schema"]?.DeepClone();
        document.Remove("definitions");
        document.Remove("$schema");

        JsonObject other = random.Next(5) switch
        {
            0 => new() { ["anyOf"] = new JsonArray(document, maker.Make(1)) },
            1 => new() { ["not"] = new JsonObject { ["not"] = document } },
            2 => new() { ["allOf"] = new JsonArray(document, new JsonObject()) },
            3 => new() { ["oneOf"] = new JsonArray(document, new JsonObject { ["not"] = document.DeepClone() }) },
            _ => new() { ["if"] = new JsonObject { ["type"] = maker.TypeName() }, ["then"] = document, ["else"] = document.DeepClone() },
        };

        other["definitions"] = definitions;
        if (dialect is not null)
            other["$schema"] = dialect;

        return other;
    }

    private static void Take(JsonObject schema, JsonObject from)
    {
        foreach (var (keyword, value) in from)
            schema[keyword] = value?.DeepClone();
    }

    /// <summary>Drops the references by which a schema would lead to itself without looking inside the value.</summary>
    public static void DropLoops(JsonNode? node)
    {
        if (node is not JsonObject schema)
            return;

        schema.Remove("$ref");
        foreach (var (keyword, value) in schema.ToList())
        {
            var inner = keyword switch
            {
                "not" or "if" or "then" or "else" => [value],
                "anyOf" or "oneOf" or "allOf" => (JsonArray)value!,
                "dependentSchemas" or "dependencies" => ((JsonObject)value!).Select(entry => entry.Value),
                _ => (IEnumerable<JsonNode?>)[],
            };

            foreach (var one in inner.ToList())
                DropLoops(one);
        }
    }

    /// <summary>The schema and all those in it that are objects.</summary>
    public static IEnumerable<JsonObject> SchemasIn(JsonNode? node)
    {
        if (node is not JsonObject schema)
            return [];

        var inner = OfOneSchema.Select(keyword => schema[keyword])
            .Concat(OfSchemas.SelectMany(keyword => schema[keyword] is JsonObject entries ? entries.Select(entry => entry.Value) : []))
            .Concat(OfBranches.Append("items").SelectMany(keyword => schema[keyword] as JsonArray ?? []))
            .Concat(schema["dependencies"] is JsonObject dependencies ? dependencies.Select(entry => entry.Value) : []);

        return inner.SelectMany(SchemasIn).Prepend(schema);
    }
}
