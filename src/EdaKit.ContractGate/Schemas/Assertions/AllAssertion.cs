using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>The value passes another schema too: <c>$ref</c>, or one entry of <c>allOf</c>.</summary>
internal sealed class AllAssertion(string keyword, Schema schema) : Assertion(keyword)
{
    public Schema Schema { get; } = schema;

    public override IEnumerable<Schema> InPlace => [Schema];

    public override string IdentityBy(Func<Schema, int> idOf) => $"all {idOf(Schema)}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) => evaluation.Accepts(Schema, value);
}
