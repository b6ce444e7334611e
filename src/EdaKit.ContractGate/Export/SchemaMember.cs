using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Export;

/// <summary>A member of a message, at any depth.</summary>
/// <param name="Path">Its path, in which <c>*</c> is any item of a list or any value of a dictionary.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record SchemaMember(string Path, JsonObject Schema, bool IsRequired)
{
    /// <summary>Every member that a schema from <see cref="SchemaExporter"/> names. A type that holds itself is followed once.</summary>
    public static IEnumerable<SchemaMember> Of(JsonObject? schema) => schema is null ? [] : Below(schema, schema, "", []);

    private static IEnumerable<SchemaMember> Below(JsonObject root, JsonObject schema, string path, string[] followed)
    {
        if (schema["$ref"]?.GetValue<string>() is { } pointer)
        {
            if (!followed.Contains(pointer) && SchemaPath.Resolve(root, pointer) is JsonObject target)
            {
                foreach (var member in Below(root, target, path, [.. followed, pointer]))
                    yield return member;
            }

            yield break;
        }

        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);

        foreach (var (name, node) in schema["properties"] as JsonObject ?? [])
        {
            var member = new SchemaMember($"{path}/{name}", node as JsonObject ?? [], required.Contains(name));
            yield return member;

            foreach (var inner in Below(root, member.Schema, member.Path, followed))
                yield return inner;
        }

        foreach (var items in new[] { schema["items"], schema["additionalProperties"] }.OfType<JsonObject>())
        {
            yield return new($"{path}/*", items, true);

            foreach (var inner in Below(root, items, $"{path}/*", followed))
                yield return inner;
        }
    }
}
