using System.Globalization;
using System.Numerics;
using EdaKit.ContractGate.Schemas;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Compatibility;

/// <summary>
/// Finds changes that registries refuse by the form of schemas, for a pair of which it is proven that every value passes. Goes through both schemas by the
/// places that both name; what is inside of alternatives is left out.
/// </summary>
internal sealed class FormComparison(SchemaIds ids, WorkBudget budget)
{
    private readonly List<SchemaFinding> _findings = [];
    private readonly HashSet<(int Writer, int Reader)> _seen = [];

    // Not by recursion: a difference is told at the shortest path that leads to it.
    private readonly Queue<(Schema Writer, Schema Reader, string Path)> _waiting = [];

    public IReadOnlyList<SchemaFinding> Of(Schema writer, Schema reader)
    {
        _waiting.Enqueue((writer, reader, ""));

        while (_waiting.TryDequeue(out var next))
        {
            if (!budget.Spend())
            {
                Add(next.Path, "Or it does not: what is inside was not looked at within the bound of steps. Compare parts of the schemas.");
                break;
            }

            Compare(next.Writer, next.Reader, next.Path);
        }

        return _findings;
    }

    private void Compare(Schema writer, Schema reader, string path)
    {
        if (ids.Of(writer) == ids.Of(reader) || !_seen.Add((ids.Of(writer), ids.Of(reader))))
            return;

        var (sent, wanted) = (PlainOf(writer).ToList(), PlainOf(reader).ToList());
        var types = TypesOf(sent);
        if (types == JsonTypes.None)
            return;

        if (UnionOf(sent) is { } from && UnionOf(wanted) is { } to)
            CompareUnions(from, to, path);
        else if (UnionOf(sent) is null && UnionOf(wanted) is null)
            CompareKeywords(sent, wanted, types, path);
        else if (UnionOf(wanted) is null && wanted.Count > 0 && !IsListOfTypes(TypesOf(wanted)))
            Add(path, "Writers have alternatives where readers have one schema, which takes all of them in. Keep the alternatives.");

        foreach (var (own, other, place) in Pairs(sent, wanted))
            _waiting.Enqueue((own, other, SchemaPointer.Join(path, place)));
    }

    private void CompareUnions((string Keyword, IReadOnlyList<Schema> Branches) from, (string Keyword, IReadOnlyList<Schema> Branches) to, string path)
    {
        if (from.Keyword != to.Keyword && to.Keyword != "anyOf")
            Add(path, $"Writers have '{from.Keyword}' where readers have '{to.Keyword}'. Keep what writers have, or use 'anyOf'.");

        var (before, after) = (from.Branches.Select(ids.Of).Distinct().Count(), to.Branches.Select(ids.Of).Distinct().Count());
        if (after < before)
            Add(path, $"Writers have '{before}' alternatives where readers have '{after}', which take the others in. Keep as many.");
    }

    private void CompareKeywords(List<Assertion> sent, List<Assertion> wanted, JsonTypes types, string path)
    {
        var accepted = TypesOf(wanted);
        if ((types & ~accepted) != 0)
            Add(path, $"Writers have the type '{types.InWords()}' where readers have '{accepted.InWords()}'. Narrow the writers' type first.");

        var added = wanted.Where(assertion => IsBound(assertion) && (assertion.Concerns & types) != 0)
            .FirstOrDefault(assertion => sent.TrueForAll(own => own.Keyword != assertion.Keyword));
        if (added is not null)
            Add(path, $"Readers have '{added.Keyword}', which writers hold to in other words. Drop it, or write it as writers do.");
    }

    private void Add(string path, string message) =>
        _findings.Add(new(FindingKind.FormChanged, path, $"Every value passes, but a registry refuses the change. {message}"));

    /// <summary>The assertions of a schema, of those that it refers to, and of the only alternatives.</summary>
    private static IEnumerable<Assertion> PlainOf(Schema schema) => schema.Assertions.SelectMany(assertion => assertion switch
    {
        AllAssertion all => PlainOf(all.Schema),
        AnyAssertion { Branches: [var only] } => PlainOf(only),
        OneAssertion { Branches: [var only] } => PlainOf(only),
        _ => [assertion],
    });

    private static JsonTypes TypesOf(List<Assertion> assertions) =>
        assertions.OfType<TypeAssertion>().Aggregate(JsonTypes.All, (all, type) => all & type.Types);

    /// <summary>Registries take a list of types for alternatives.</summary>
    private static bool IsListOfTypes(JsonTypes types) => types is not (JsonTypes.Number or JsonTypes.All) && BitOperations.PopCount((uint)types) > 1;

    private static bool IsBound(Assertion assertion) =>
        assertion is BoundAssertion or MultipleOfAssertion or CountAssertion or PatternAssertion or ValuesAssertion or UniqueAssertion;

    private static (string Keyword, IReadOnlyList<Schema> Branches)? UnionOf(List<Assertion> assertions) => assertions.Find(assertion => assertion
        is AnyAssertion { Branches.Count: > 1 } or OneAssertion { Branches.Count: > 1 }) switch
    {
        AnyAssertion any => (any.Keyword, any.Branches),
        OneAssertion one => (one.Keyword, one.Branches),
        _ => null,
    };

    /// <summary>The schemas that both sides have for the same members or items.</summary>
    private static IEnumerable<(Schema Writer, Schema Reader, string Place)> Pairs(List<Assertion> sent, List<Assertion> wanted) =>
        from own in sent.Select(PlaceOf)
        where own is not null
        join other in wanted.Select(PlaceOf) on own.Value.Key equals other?.Key
        select (own.Value.Schema, other.Value.Schema, own.Value.Place);

    private static (string Key, Schema Schema, string Place)? PlaceOf(Assertion assertion) => assertion switch
    {
        MemberAssertion member => ($"member {member.Name}", member.Schema, member.Name),
        MembersAssertion { Names.Pattern: null } members => ("members", members.Schema, "*"),
        ItemAssertion item => ($"item {item.Index}", item.Schema, item.Index.ToString(CultureInfo.InvariantCulture)),
        ItemsAssertion items => ("items", items.Schema, "*"),
        _ => null,
    };
}
