using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>The value passes exactly one of several schemas: <c>oneOf</c>.</summary>
internal sealed class OneAssertion(IReadOnlyList<Schema> branches) : Assertion("oneOf")
{
    public IReadOnlyList<Schema> Branches { get; } = branches;

    public override IEnumerable<Schema> InPlace => Branches;

    public override string IdentityBy(Func<Schema, int> idOf) => $"one {string.Join(',', Branches.Select(idOf).Order())}";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation)
    {
        var (passed, undecided) = (0, 0);
        foreach (var branch in Branches)
        {
            switch (evaluation.Accepts(branch, value))
            {
                case true when ++passed > 1: return false;
                case null: undecided++; break;
            }
        }

        return undecided > 0 ? null : passed == 1;
    }
}
