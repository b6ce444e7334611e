using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Pays a part of a loss.</summary>
public sealed record PayClaim(int Claim, Money Amount) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today)
    {
        if ((Rules.OpenClaim(policy, Claim) ?? Rules.Payable(policy, Amount) ?? Rules.Positive(Amount)) is { } refusal)
            return refusal;

        var claim = policy.FindClaim(Claim)!;
        return Refusal.Unless(claim.Paid + Amount <= claim.Reserve, "more-than-reserve",
                $"With {Amount} more, {claim.Paid + Amount} would be paid for claim '{Claim}', and its reserve is {claim.Reserve}. Raise that first.")
            ?? Decision.Accept(new ClaimPaymentMade(Claim, Amount, today));
    }
}
