using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>An object that has one member passes a schema: <c>dependencies</c>, <c>dependentRequired</c>, <c>dependentSchemas</c>.</summary>
internal sealed class DependentAssertion(string keyword, string name, Schema schema) : Assertion(keyword)
{
    public string Name { get; } = name;

    public Schema Schema { get; } = schema;

    public override JsonTypes Concerns => JsonTypes.Object;

    public override IEnumerable<Schema> InPlace => [Schema];

    public override string IdentityBy(Func<Schema, int> idOf) => $"dependent {idOf(Schema)} {Name}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) => value.TryGetProperty(Name, out _) ? evaluation.Accepts(Schema, value) : true;
}
