using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>The value is one of these: <c>enum</c> and <c>const</c>.</summary>
internal sealed class ValuesAssertion(IReadOnlyList<JsonElement> values, string keyword = "enum") : Assertion(keyword)
{
    public IReadOnlyList<JsonElement> Values { get; } = values;

    public override string IdentityBy(Func<Schema, int> idOf) =>
        $"values {string.Join(',', Values.Select(value => value.GetRawText()).Order(StringComparer.Ordinal))}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) =>
        evaluation.Spend(Values.Count) ? Any(Values.Select(known => Evaluation.AreSame(known, value))) : null;
}
