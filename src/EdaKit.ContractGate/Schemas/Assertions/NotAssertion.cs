using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>The value does not pass a schema.</summary>
internal sealed class NotAssertion(Schema schema) : Assertion("not")
{
    public Schema Schema { get; } = schema;

    public override IEnumerable<Schema> InPlace => [Schema];

    public override string IdentityBy(Func<Schema, int> idOf) => $"not {idOf(Schema)}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) => Not(evaluation.Accepts(Schema, value));
}
