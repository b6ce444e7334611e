using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>All members whose names are chosen by a rule pass a schema: <c>patternProperties</c> and <c>additionalProperties</c>.</summary>
internal sealed class MembersAssertion(string keyword, NameFilter names, Schema schema) : Assertion(keyword)
{
    public NameFilter Names { get; } = names;

    public Schema Schema { get; } = schema;

    public override JsonTypes Concerns => JsonTypes.Object;

    public override string IdentityBy(Func<Schema, int> idOf) => $"members {idOf(Schema)} {Names.Identity}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) => All(value.EnumerateObject().Select(member => Names.Chooses(member.Name) switch
    {
        false => true,
        true => evaluation.Accepts(Schema, member.Value),
        null => evaluation.Accepts(Schema, member.Value) == true ? true : (bool?)null,
    }));
}
