using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>All names of members pass a schema.</summary>
internal sealed class NamesAssertion(Schema schema) : Assertion("propertyNames")
{
    public Schema Schema { get; } = schema;

    public override JsonTypes Concerns => JsonTypes.Object;

    public override string IdentityBy(Func<Schema, int> idOf) => $"names {idOf(Schema)}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) =>
        All(value.EnumerateObject().Select(member => evaluation.Accepts(Schema, JsonSerializer.SerializeToElement(member.Name))));
}
