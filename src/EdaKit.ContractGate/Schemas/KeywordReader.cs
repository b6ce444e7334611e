using System.Text.Json;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>
/// Turns the keywords of one schema into assertions. The keywords of all drafts are read, except that an old draft has none of the newer ones.
/// </summary>
internal sealed class KeywordReader(SchemaReader document, KeywordValues keywords, SchemaResource resource, bool isOldDraft)
{
    private static readonly string[] LookInPlace = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependencies", "dependentSchemas"];

    private readonly List<Assertion> _assertions = [];

    public IReadOnlyList<Assertion> Read()
    {
        ReadDefinitions();
        ReadValues();
        ReadNumbers();
        ReadCounts();
        new ItemKeywords(this, keywords, isOldDraft).Read();
        new MemberKeywords(this, keywords, isOldDraft).Read();
        ReadCombinations();
        return _assertions;
    }

    public void Add(Assertion assertion) => _assertions.Add(assertion);

    public Schema SchemaAt(JsonElement element, string location) => document.Read(element, location, resource);

    public Schema? SchemaOf(string keyword) => keywords.Find(keyword) is { } element ? SchemaAt(element, keywords.LocationOf(keyword)) : null;

    /// <summary>The schema of a keyword for what no other keyword looks at, if it can be told here what that is.</summary>
    /// <exception cref="SchemaException">Schemas that are put to the same value look at it too.</exception>
    public Schema? SchemaOfUnevaluated(string keyword, params ReadOnlySpan<string> alsoLook)
    {
        if (isOldDraft || keywords.Find(keyword) is not { ValueKind: not JsonValueKind.True })
            return null;

        foreach (var other in (ReadOnlySpan<string>)[.. LookInPlace, .. alsoLook])
        {
            if (keywords.Find(other) is not null)
                throw keywords.Fault(keyword, $"'{keyword}' at '{keywords.Location}' stands beside '{other}', and what is left over then depends on the value. "
                    + $"Name all members or items in one schema, and use '{(keyword == "unevaluatedItems" ? "items" : "additionalProperties")}'.");
        }

        return SchemaOf(keyword);
    }

    private void ReadDefinitions()
    {
        foreach (var keyword in (ReadOnlySpan<string>)["$defs", "definitions"])
        {
            foreach (var (_, value, location) in keywords.Members(keyword))
                SchemaAt(value, location);
        }
    }

    private void ReadValues()
    {
        if (keywords.Find("type") is { } type)
            Add(new TypeAssertion(TypesOf(type)));

        if (keywords.Of("enum", JsonValueKind.Array, "an array of values") is { } values)
            Add(new ValuesAssertion([.. values.EnumerateArray()]));

        if (keywords.Find("const") is { } value)
            Add(new ValuesAssertion([value], "const"));

        if (keywords.Text("pattern") is { } pattern)
            Add(new PatternAssertion(new(pattern)));

        if (keywords.Text("format") is { } format && document.ChecksFormats && TextFormats.NameOf(format) is not null)
            Add(new FormatAssertion(format));
    }

    private JsonTypes TypesOf(JsonElement type)
    {
        var names = type.ValueKind == JsonValueKind.String ? [type.GetString()!] : KeywordValues.Names(type);
        var types = JsonTypes.None;

        foreach (var name in names ?? [])
        {
            if (!JsonTypeNames.TryParse(name, out var named))
                throw keywords.Fault("type", $"'{name}' at '{keywords.LocationOf("type")}' is no type. Use null, boolean, integer, number, string, array or "
                    + "object.");

            types |= named;
        }

        return types != JsonTypes.None ? types : throw keywords.Fault("type", type, "the name of a type, or an array of such names");
    }

    private void ReadNumbers()
    {
        ReadBound("minimum", "exclusiveMinimum", isUpper: false);
        ReadBound("maximum", "exclusiveMaximum", isUpper: true);

        if (keywords.Number("multipleOf") is { } step)
        {
            Add(step.IsPositive ? new MultipleOfAssertion(step)
                : throw keywords.Fault("multipleOf", keywords.Find("multipleOf")!.Value, "a number above 0"));
        }
    }

    private void ReadBound(string inclusive, string exclusive, bool isUpper)
    {
        // Draft-04 has a flag that makes the other keyword's bound exclusive, where later drafts have a bound.
        var isFlag = keywords.Find(exclusive) is { ValueKind: JsonValueKind.True or JsonValueKind.False };

        if (keywords.Number(inclusive) is { } bound)
            Add(new BoundAssertion(inclusive, bound, isUpper, isExclusive: isFlag && keywords.Flag(exclusive) == true));

        if (!isFlag && keywords.Number(exclusive) is { } other)
            Add(new BoundAssertion(exclusive, other, isUpper, isExclusive: true));
    }

    private void ReadCounts()
    {
        ReadOnlySpan<(JsonTypes, string)> all = [(JsonTypes.Text, "Length"), (JsonTypes.Array, "Items"), (JsonTypes.Object, "Properties")];

        foreach (var (counted, suffix) in all)
        {
            if (keywords.Count($"min{suffix}") is { } least and > 0)
                Add(new CountAssertion($"min{suffix}", counted, least, isUpper: false));

            if (keywords.Count($"max{suffix}") is { } most)
                Add(new CountAssertion($"max{suffix}", counted, most, isUpper: true));
        }
    }

    private void ReadCombinations()
    {
        foreach (var (value, location) in keywords.List("allOf") ?? [])
            Add(new AllAssertion("allOf", SchemaAt(value, location)));

        if (keywords.List("anyOf") is { } any)
            Add(new AnyAssertion([.. any.Select(branch => SchemaAt(branch.Value, branch.Location))]));

        if (keywords.List("oneOf") is { } one)
            Add(new OneAssertion([.. one.Select(branch => SchemaAt(branch.Value, branch.Location))]));

        if (SchemaOf("not") is { } not)
            Add(new NotAssertion(not));

        var (condition, then, otherwise) = (SchemaOf("if"), SchemaOf("then"), SchemaOf("else"));
        if (condition is not null && (then ?? otherwise) is not null)
            Add(new ConditionAssertion(condition, then ?? new(keywords.LocationOf("then")), otherwise ?? new(keywords.LocationOf("else"))));
    }
}
