using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>The value passes one of several schemas, or more of them: <c>anyOf</c>.</summary>
internal sealed class AnyAssertion(IReadOnlyList<Schema> branches) : Assertion("anyOf")
{
    public IReadOnlyList<Schema> Branches { get; } = branches;

    public override IEnumerable<Schema> InPlace => Branches;

    public override string IdentityBy(Func<Schema, int> idOf) => $"any {string.Join(',', Branches.Select(idOf).Distinct().Order())}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation) => Any(Branches.Select(branch => evaluation.Accepts(branch, value)));
}
