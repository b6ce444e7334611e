using System.Text.Json;

namespace EdaKit.ContractGate.Schemas.Assertions;

/// <summary>No two items are the same.</summary>
internal sealed class UniqueAssertion() : Assertion("uniqueItems")
{
    public override JsonTypes Concerns => JsonTypes.Array;

    public override string IdentityBy(Func<Schema, int> idOf) => "unique";

    protected override bool? HoldsOf(JsonElement value, Evaluation evaluation)
    {
        var items = value.EnumerateArray().ToList();
        var isDecided = true;

        for (var i = 0; i < items.Count; i++)
        {
            if (!evaluation.Spend(i + 1))
                return null;

            for (var j = 0; j < i; j++)
            {
                switch (Evaluation.AreSame(items[i], items[j]))
                {
                    case true: return false;
                    case null: isDecided = false; break;
                }
            }
        }

        return isDecided ? true : null;
    }
}
