using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>A string has so many characters, an array so many items, an object so many members; at least, or at most.</summary>
internal sealed class CountAssertion(string keyword, JsonTypes counted, long count, bool isUpper) : Assertion(keyword)
{
    /// <summary>What is counted: the characters of a text, the items of an array, or the members of an object.</summary>
    public JsonTypes Counted { get; } = counted;

    public long Count { get; } = count;

    public bool IsUpper { get; } = isUpper;

    public override JsonTypes Concerns => Counted;

    /// <summary>How many a value has. Null: it is a string that is no text.</summary>
    public static int? CountIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.Object => value.GetPropertyCount(),
        _ => Evaluation.TextOf(value)?.EnumerateRunes().Count(),
    };

    public override string IdentityBy(Func<Schema, int> idOf) => $"count {Counted} {IsUpper} {Count}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation)
    {
        if (CountIn(value) is not { } count)
            return null;

        return IsUpper ? count <= Count : count >= Count;
    }
}
