using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace EdaKit.ContractGate.Schemas;

/// <summary>What can be referred to in a document, by URI, anchor or JSON pointer, and the references that are not yet followed. Nothing is fetched.</summary>
internal sealed class SchemaReferences(JsonElement document)
{
    private readonly Dictionary<Uri, SchemaResource> _resources = [];
    private readonly Dictionary<(Uri Base, string Name), string> _anchors = [];
    private readonly Queue<SchemaReference> _waiting = [];

    // A search for each reference among all members of a large object would take as long as a square of them.
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _parts = [];

    /// <summary>Notes the names that a schema gives itself.</summary>
    /// <returns>What references in it are relative to.</returns>
    public SchemaResource Declare(KeywordValues keywords, SchemaResource resource)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["$dynamicRef", "$recursiveRef"])
        {
            if (keywords.Find(keyword) is not null)
                throw keywords.Fault(keyword, $"The keyword '{keyword}' means something else for each place from which the schema is reached. Use '$ref'.");
        }

        // Draft-04 called it id, which is also a likely name for an annotation; only a URI with a scheme is taken for one.
        var old = keywords.Find("id") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        var id = keywords.Text("$id") ?? (Uri.IsWellFormedUriString(old, UriKind.Absolute) ? old : null);

        if (id is not null && !id.StartsWith('#'))
        {
            if (!Uri.TryCreate(resource.Base, id.Split('#')[0], out var uri))
                throw keywords.Fault("$id", $"The '$id' is '{id}', which is no URI. Write one, or leave it out.");

            resource = new(keywords.Location, uri);
            if (!_resources.TryAdd(uri, resource) && _resources[uri].Location != keywords.Location)
                throw keywords.Fault("$id", $"The '$id' '{id}' is also that of '{_resources[uri].Location}'. Give each schema its own.");
        }

        _resources.TryAdd(resource.Base, resource);

        var oldAnchor = id is { Length: > 1 } && id.StartsWith('#') ? id[1..] : null;
        foreach (var anchor in new[] { oldAnchor, keywords.Text("$anchor"), keywords.Text("$dynamicAnchor") })
        {
            if (anchor is not null)
                _anchors.TryAdd((resource.Base, anchor), keywords.Location);
        }

        return resource;
    }

    public void Add(SchemaReference reference) => _waiting.Enqueue(reference);

    public bool TryTake([NotNullWhen(true)] out SchemaReference? reference) => _waiting.TryDequeue(out reference);

    /// <summary>Where a reference leads to.</summary>
    /// <exception cref="SchemaException">It leads to nothing, or out of the document.</exception>
    public (string Location, JsonElement Element, SchemaResource Resource) Follow(SchemaReference reference)
    {
        var parts = reference.Target.Split('#', 2);
        var resource = reference.Resource;

        if (parts[0].Length > 0 && (!Uri.TryCreate(resource.Base, parts[0], out var uri) || !_resources.TryGetValue(uri, out resource)))
            throw Fault(reference, "leads out of the document, and nothing is fetched. Copy what it means to '$defs', with its '$id', and keep or shorten the "
                + "reference");

        var fragment = parts.Length < 2 ? "" : Uri.UnescapeDataString(parts[1]);
        if (fragment.Length > 0 && fragment[0] != '/')
        {
            if (!_anchors.TryGetValue((resource.Base, fragment), out var anchored))
                throw Fault(reference, "names an anchor that no schema has. Add '$anchor', or refer by a JSON pointer like '#/$defs/order'");

            return (anchored, ElementAt(reference, anchored), resource);
        }

        var location = SchemaPointer.Split(fragment).Aggregate(resource.Location, SchemaPointer.Join);
        return (location, ElementAt(reference, location), resource);
    }

    private JsonElement ElementAt(SchemaReference reference, string location)
    {
        var (element, at) = (document, "#");
        foreach (var part in SchemaPointer.Split(location[1..]))
        {
            if (!PartsOf(element, at).TryGetValue(part, out element))
                throw Fault(reference, $"leads to nothing: there is no '{part}' on the way. Add what it means, or correct the reference");

            at = SchemaPointer.Join(at, part);
        }

        return element;
    }

    private Dictionary<string, JsonElement> PartsOf(JsonElement element, string location)
    {
        if (!_parts.TryGetValue(location, out var parts))
        {
            parts = element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value),
                JsonValueKind.Array => element.EnumerateArray().Select((item, index) => (item, index)).ToDictionary(
                    entry => entry.index.ToString(CultureInfo.InvariantCulture), entry => entry.item),
                _ => [],
            };
            _parts.Add(location, parts);
        }

        return parts;
    }

    private static SchemaException Fault(SchemaReference reference, string what) =>
        new(reference.Owner.Location, $"The '$ref' '{reference.Target}' at '{reference.Owner.Location}' {what}.");
}
