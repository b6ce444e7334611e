using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdaKit.ContractGate.Export;

/// <summary>A member of a message, at any depth.</summary>
/// <param name="Path">
/// Its path, in which <c>*</c> is any item of a list or any value of a dictionary, and a type of a union stands under the name that its messages bear, or under
/// its place among those whose messages bear none.
/// </param>
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

        foreach (var (name, node) in MembersOf(schema).Where(member => member.Value?.GetValueKind() != JsonValueKind.False))
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

        var unnamed = 0;
        foreach (var branch in (schema["anyOf"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var inner in Below(root, branch, $"{path}/{NameOf(branch) ?? $"{unnamed++}"}", followed))
                yield return inner;
        }
    }

    private static JsonObject MembersOf(JsonObject schema) => schema["properties"] as JsonObject ?? [];

    /// <summary>What the messages of a type of a union bear as its name.</summary>
    private static string? NameOf(JsonObject branch) =>
        MembersOf(branch).Select(member => (member.Value as JsonObject)?["const"]).FirstOrDefault(name => name is not null)?.ToString();
}
