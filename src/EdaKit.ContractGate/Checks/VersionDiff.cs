using System.Text.Json.Nodes;
using EdaKit.ContractGate.Export;

namespace EdaKit.ContractGate.Checks;

/// <summary>What differs between a version as the code has it and as it is recorded.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Version">The version.</param>
/// <param name="ComparedWith">The recorded version beside which it was laid; null where nothing of the contract is recorded.</param>
/// <param name="Members">What differs, member by member, for people: <c>+ /currency: string</c>, <c>- /amount: number</c>, <c>~ /total: integer -> string</c>.</param>
internal sealed record VersionDiff(string Contract, int Version, int? ComparedWith, IReadOnlyList<string> Members)
{
    public static IReadOnlyList<string> MembersOf(ContractSchemas? before, ContractSchemas after)
    {
        var (older, newer) = (Describe(before?.Writes), Describe(after.Writes));
        var (olderNeeds, newerNeeds) = (Required(before?.Reads), Required(after.Reads));

        return
        [
            .. newer.Keys.Except(older.Keys).Select(path => $"+ {path}: {newer[path]}{(newerNeeds.Contains(path) ? ", required" : "")}"),
            .. older.Keys.Except(newer.Keys).Select(path => $"- {path}: {older[path]}{(olderNeeds.Contains(path) ? ", required" : "")}"),
            .. newer.Keys.Intersect(older.Keys).Where(path => older[path] != newer[path]).Select(path => $"~ {path}: {older[path]} -> {newer[path]}"),
            .. newerNeeds.Except(olderNeeds).Where(older.ContainsKey).Select(path => $"~ {path}: readers now require it"),
            .. olderNeeds.Except(newerNeeds).Where(newer.ContainsKey).Select(path => $"~ {path}: readers no longer require it"),
        ];
    }

    /// <summary>Every member by its path, with what it may hold.</summary>
    private static Dictionary<string, string> Describe(JsonObject? schema) =>
        SchemaMember.Of(schema).ToDictionary(member => member.Path, member => SchemaWords.Of(member.Schema, schema!), StringComparer.Ordinal);

    private static HashSet<string> Required(JsonObject? schema) =>
        SchemaMember.Of(schema).Where(member => member.IsRequired && !member.Path.EndsWith('*')).Select(member => member.Path).ToHashSet(StringComparer.Ordinal);
}
