using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Says anew what a claim will cost in all, what is paid included.</summary>
public sealed record ChangeReserve(int Claim, Money Reserve) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today)
    {
        if ((Rules.OpenClaim(policy, Claim) ?? Rules.Payable(policy, Reserve)) is { } refusal)
            return refusal;

        var claim = policy.FindClaim(Claim)!;
        return Refusal.Unless(Reserve >= claim.Paid, "reserve-below-paid",
            $"{claim.Paid} is paid for claim '{Claim}' already. A reserve of {Reserve} would be less.")
            ?? Refusal.Unless(Reserve != claim.Reserve, "same-reserve", $"The reserve of claim '{Claim}' is {Reserve} already.")
            ?? Decision.Accept(new ClaimReserveChanged(Claim, Reserve));
    }
}
