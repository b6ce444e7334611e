using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>An object has a member of this name.</summary>
internal sealed class RequiredAssertion(string name, string keyword = "required") : Assertion(keyword)
{
    public string Name { get; } = name;

    public override JsonTypes Concerns => JsonTypes.Object;

    public override string IdentityBy(Func<Schema, int> idOf) => $"required {Name}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) => value.TryGetProperty(Name, out _);
}
