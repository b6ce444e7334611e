using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>So many items pass a schema; at least, or at most.</summary>
internal sealed class ContainsAssertion(string keyword, Schema schema, long count, bool isUpper) : Assertion(keyword)
{
    public Schema Schema { get; } = schema;

    public long Count { get; } = count;

    public bool IsUpper { get; } = isUpper;

    public override JsonTypes Concerns => JsonTypes.Array;

    public override string IdentityBy(Func<Schema, int> idOf) => $"contains {IsUpper} {Count} {idOf(Schema)}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation)
    {
        var (found, undecided) = (0L, 0L);
        foreach (var item in value.EnumerateArray())
        {
            switch (evaluation.Accepts(Schema, item))
            {
                case true: found++; break;
                case null: undecided++; break;
            }
        }

        var (least, most) = (Passes(found), Passes(found + undecided));
        return least == most ? least : null;
    }

    private bool Passes(long found) => IsUpper ? found <= Count : found >= Count;
}
