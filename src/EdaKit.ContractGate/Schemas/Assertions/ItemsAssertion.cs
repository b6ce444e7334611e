using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>All items from one place on pass a schema.</summary>
internal sealed class ItemsAssertion(string keyword, int from, Schema schema) : Assertion(keyword)
{
    public int From { get; } = from;

    public Schema Schema { get; } = schema;

    public override JsonTypes Concerns => JsonTypes.Array;

    public override string IdentityBy(Func<Schema, int> idOf) => $"items {From} {idOf(Schema)}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) =>
        All(value.EnumerateArray().Skip(From).Select(item => evaluation.Accepts(Schema, item)));
}
