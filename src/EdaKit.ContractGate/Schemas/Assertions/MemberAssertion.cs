using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>The member of this name, if there is one, passes a schema.</summary>
internal sealed class MemberAssertion(string name, Schema schema) : Assertion("properties")
{
    public string Name { get; } = name;

    public Schema Schema { get; } = schema;

    public override JsonTypes Concerns => JsonTypes.Object;

    public override string IdentityBy(Func<Schema, int> idOf) => $"member {idOf(Schema)} {Name}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) =>
        value.TryGetProperty(Name, out var member) ? evaluation.Accepts(Schema, member) : true;
}
