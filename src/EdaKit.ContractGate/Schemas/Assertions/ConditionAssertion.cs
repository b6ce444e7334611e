using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>A value that passes one schema passes a second, and any other value a third: <c>if</c>, <c>then</c>, <c>else</c>.</summary>
internal sealed class ConditionAssertion(Schema condition, Schema then, Schema otherwise) : Assertion("if")
{
    public Schema Condition { get; } = condition;

    public Schema Then { get; } = then;

    public Schema Otherwise { get; } = otherwise;

    public override IEnumerable<Schema> InPlace => [Condition, Then, Otherwise];

    public override string IdentityBy(Func<Schema, int> idOf) => $"if {idOf(Condition)} {idOf(Then)} {idOf(Otherwise)}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) => evaluation.Accepts(Condition, value) switch
    {
        true => evaluation.Accepts(Then, value),
        false => evaluation.Accepts(Otherwise, value),
        null => evaluation.Accepts(Then, value) == true && evaluation.Accepts(Otherwise, value) == true ? true : null,
    };
}
