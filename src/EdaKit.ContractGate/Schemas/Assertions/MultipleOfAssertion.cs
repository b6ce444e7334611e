using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>A number is a whole number of steps.</summary>
internal sealed class MultipleOfAssertion(SchemaNumber step) : Assertion("multipleOf")
{
    public SchemaNumber Step { get; } = step;

    public override JsonTypes Concerns => JsonTypes.Number;

    public override string IdentityBy(Func<Schema, int> idOf) => $"multipleOf {Step}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) => Evaluation.NumberOf(value)?.IsMultipleOf(Step);
}
