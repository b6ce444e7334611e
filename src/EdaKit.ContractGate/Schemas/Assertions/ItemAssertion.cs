using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>The item at one place, if there is one, passes a schema.</summary>
internal sealed class ItemAssertion(string keyword, int index, Schema schema) : Assertion(keyword)
{
    public int Index { get; } = index;

    public Schema Schema { get; } = schema;

    public override JsonTypes Concerns => JsonTypes.Array;

    public override string IdentityBy(Func<Schema, int> idOf) => $"item {Index} {idOf(Schema)}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) =>
        Index < value.GetArrayLength() ? evaluation.Accepts(Schema, value[Index]) : true;
}
