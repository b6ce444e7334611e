using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>The value is of one of these kinds.</summary>
internal sealed class TypeAssertion(JsonTypes types, string keyword = "type") : Assertion(keyword)
{
    public JsonTypes Types { get; } = types;

    public override string IdentityBy(Func<Schema, int> idOf) => $"type {(int)Types}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation)
    {
        var type = Evaluation.TypeOf(value);
        return (type & Types) == 0 ? false : (type & ~Types) == 0 ? true : null;
    }
}
