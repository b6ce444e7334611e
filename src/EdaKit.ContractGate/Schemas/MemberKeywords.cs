using System.Text.Json;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>Reads the keywords about the members of an object.</summary>
internal sealed class MemberKeywords(KeywordReader schema, KeywordValues keywords, bool isOldDraft)
{
    public void Read()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value, location) in keywords.Members("properties"))
        {
            names.Add(name);
            schema.Add(new MemberAssertion(name, schema.SchemaAt(value, location)));
        }

        var patterns = new List<SchemaPattern>();
        foreach (var (text, value, location) in keywords.Members("patternProperties"))
        {
            patterns.Add(new(text));
            schema.Add(new MembersAssertion("patternProperties", new(patterns[^1], new HashSet<string>(), []), schema.SchemaAt(value, location)));
        }

        if (schema.SchemaOf("additionalProperties") is { } others)
            schema.Add(new MembersAssertion("additionalProperties", new(null, names, patterns), others));
        else if (schema.SchemaOfUnevaluated("unevaluatedProperties") is { } unevaluated)
            schema.Add(new MembersAssertion("unevaluatedProperties", new(null, names, patterns), unevaluated));

        if (schema.SchemaOf("propertyNames") is { } allNames)
            schema.Add(new NamesAssertion(allNames));

        if (keywords.Find("required") is { } required)
            ReadRequired("required", required, null);

        ReadDependencies();
    }

    private void ReadDependencies()
    {
        foreach (var (name, value, location) in keywords.Members("dependencies"))
        {
            if (value.ValueKind == JsonValueKind.Array)
                ReadRequired("dependencies", value, name);
            else
                schema.Add(new DependentAssertion("dependencies", name, schema.SchemaAt(value, location)));
        }

        if (isOldDraft)
            return;

        foreach (var (name, value, _) in keywords.Members("dependentRequired"))
            ReadRequired("dependentRequired", value, name);

        foreach (var (name, value, location) in keywords.Members("dependentSchemas"))
            schema.Add(new DependentAssertion("dependentSchemas", name, schema.SchemaAt(value, location)));
    }

    /// <summary>Reads names that are required, always or beside one member.</summary>
    private void ReadRequired(string keyword, JsonElement value, string? beside)
    {
        var required = KeywordValues.Names(value)?.Distinct(StringComparer.Ordinal).Select(name => new RequiredAssertion(name, keyword)).ToList()
            ?? throw keywords.Fault(keyword, value, "an array of names");

        if (beside is not null)
        {
            schema.Add(new DependentAssertion(keyword, beside, new(SchemaPointer.Join(keywords.LocationOf(keyword), beside), required)));
            return;
        }

        foreach (var one in required)
            schema.Add(one);
    }
}
