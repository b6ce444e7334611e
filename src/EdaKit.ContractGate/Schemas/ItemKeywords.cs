using System.Text.Json;
using EdaKit.ContractGate.Schemas.Assertions;

namespace EdaKit.ContractGate.Schemas;

/// <summary>Reads the keywords about the items of an array, in the words of 2020-12 and of the drafts before.</summary>
internal sealed class ItemKeywords(KeywordReader schema, KeywordValues keywords, bool isOldDraft)
{
    public void Read()
    {
        var isTuple = keywords.Find("items") is { ValueKind: JsonValueKind.Array };
        var hasPrefix = !isOldDraft && keywords.Find("prefixItems") is not null;

        if (isTuple && hasPrefix)
            throw keywords.Fault("items", keywords.Find("items")!.Value, "a schema, for the items after 'prefixItems'");

        // In the old form an empty array is allowed, and common.
        var isEmpty = isTuple && keywords.Find("items")!.Value.GetArrayLength() == 0;
        var places = isEmpty || !(isTuple || hasPrefix) ? [] : keywords.List(isTuple ? "items" : "prefixItems")!;

        for (var i = 0; i < places.Count; i++)
            schema.Add(new ItemAssertion(isTuple ? "items" : "prefixItems", i, schema.SchemaAt(places[i].Value, places[i].Location)));

        var rest = isTuple ? "additionalItems" : "items";
        if (schema.SchemaOf(rest) is { } others)
            schema.Add(new ItemsAssertion(rest, places.Count, others));
        else if (schema.SchemaOfUnevaluated("unevaluatedItems", "contains") is { } unevaluated)
            schema.Add(new ItemsAssertion("unevaluatedItems", places.Count, unevaluated));

        if (keywords.Flag("uniqueItems") == true)
            schema.Add(new UniqueAssertion());

        if (schema.SchemaOf("contains") is { } contained)
            ReadContains(contained);
    }

    private void ReadContains(Schema contained)
    {
        var least = isOldDraft ? 1 : keywords.Count("minContains") ?? 1;
        if (least > 0)
            schema.Add(new ContainsAssertion("contains", contained, least, isUpper: false));

        if (!isOldDraft && keywords.Count("maxContains") is { } most)
            schema.Add(new ContainsAssertion("maxContains", contained, most, isUpper: true));
    }
}
