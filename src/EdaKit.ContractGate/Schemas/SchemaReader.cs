using System.Text.Json;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>Reads a document: every schema in it first, then what the references lead to.</summary>
internal sealed class SchemaReader(JsonElement document, bool fillsInDefaults, bool checksFormats)
{
    private static readonly Uri NoBase = new("schema://document/");

    private readonly Dictionary<string, Schema> _schemas = [];
    private readonly SchemaReferences _references = new(document);
    private readonly List<(Schema Owner, RequiredAssertion Required, Schema Member)> _withDefaults = [];
    private readonly bool _isOldDraft = IsOldDraft(document);

    /// <summary>Whether <c>format</c> is an assertion.</summary>
    public bool ChecksFormats => checksFormats;

    /// <summary>Reads it all.</summary>
    /// <exception cref="SchemaException">It is no schema that can be compared.</exception>
    public Schema Read()
    {
        var root = Read(document, "#", new SchemaResource("#", NoBase));

        // What a reference leads to may hold further references.
        while (_references.TryTake(out var reference))
        {
            var (location, element, resource) = _references.Follow(reference);
            reference.Owner.Read([new AllAssertion("$ref", Read(element, location, resource))], defaultValue: null);
        }

        InPlaceDepth.Check(_schemas.Values);
        DropWhatDefaultsGive();
        return root;
    }

    /// <summary>The schema at a place in the document; each place is read once.</summary>
    public Schema Read(JsonElement element, string location, SchemaResource resource)
    {
        if (_schemas.TryGetValue(location, out var known))
            return known;

        var schema = new Schema(location);
        _schemas.Add(location, schema);

        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            schema.Read(element.ValueKind == JsonValueKind.True ? [] : [new TypeAssertion(JsonTypes.None, "false")], defaultValue: null);
            return schema;
        }

        var keywords = new KeywordValues(element, location);
        resource = _references.Declare(keywords, resource);

        if (keywords.Text("$ref") is { } target)
            _references.Add(new(schema, target, resource));

        // Until 2019 a reference stood for the whole schema, and what was written beside it had no meaning.
        if (_isOldDraft && keywords.Text("$ref") is not null)
            return schema;

        var assertions = new KeywordReader(this, keywords, resource, _isOldDraft).Read();
        schema.Read(assertions, keywords.Find("default"));

        if (fillsInDefaults)
            RememberDefaults(schema);

        return schema;
    }

    private void RememberDefaults(Schema schema)
    {
        var members = schema.Assertions.OfType<MemberAssertion>().ToDictionary(member => member.Name, member => member.Schema);

        foreach (var required in schema.Assertions.OfType<RequiredAssertion>())
        {
            if (members.TryGetValue(required.Name, out var member))
                _withDefaults.Add((schema, required, member));
        }
    }

    private void DropWhatDefaultsGive()
    {
        var evaluation = new Evaluation(new WorkBudget());

        foreach (var (owner, required, member) in _withDefaults)
        {
            if (member.Default is { } value && evaluation.Accepts(member, value) == true)
                owner.Drop(required);
        }
    }

    private static bool IsOldDraft(JsonElement document) => document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty("$schema", out var dialect) && dialect.ValueKind == JsonValueKind.String
        && dialect.GetString()!.Contains("/draft-0", StringComparison.Ordinal);
}
