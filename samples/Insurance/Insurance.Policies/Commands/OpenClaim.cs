using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Reports a loss. What counts is what was insured on the day of the loss, also where the policy has been cancelled since.</summary>
/// <param name="LossOn">The day of the loss.</param>
/// <param name="Peril">What caused it.</param>
/// <param name="Description">What the holder says.</param>
/// <param name="Reserve">What it is thought to cost.</param>
public sealed record OpenClaim(DateOnly LossOn, Peril Peril, string Description, Money Reserve) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today)
    {
        var cover = policy.RiskOn(LossOn).Risk.Cover;

        return Refusal.Unless(LossOn <= today, "loss-in-the-future", $"{LossOn:O} is still to come.")
            ?? Refusal.Unless(policy.IsCoveredOn(LossOn), "no-cover", WhyNot(policy))
            ?? Refusal.Unless(Peril != Peril.Unknown, "peril-unknown", "Say what caused the loss.")
            ?? Refusal.Unless(cover.Includes(Peril), "not-insured", $"On {LossOn:O} the cover was '{cover.Kind}', which does not include '{Peril}'.")
            ?? Rules.Payable(policy, Reserve)
            ?? Rules.Positive(Reserve)
            ?? Refusal.Unless(!policy.Claims.Any(claim => claim.IsOpen && claim.LossOn == LossOn && claim.Peril == Peril), "claim-known",
                $"There is an open claim for '{Peril}' on {LossOn:O} already.")
            ?? Decision.Accept(new ClaimOpened(policy.Claims.Count + 1, LossOn, today, Peril, Description, Reserve));
    }

    private string WhyNot(Policy policy) => policy switch
    {
        { Terms: [] } => "The policy was never issued.",
        { EndsOn: { } end } when LossOn >= end => $"The policy was cancelled for {end:O}, and the loss is of {LossOn:O}.",
        _ when policy.Suspensions.Any(suspension => suspension.Contains(LossOn)) => $"On {LossOn:O} cover was suspended, since a premium was not paid.",
        _ => $"On {LossOn:O} the policy did not run: its terms are from {policy.Terms[0].From:O} to {policy.Terms[^1].Until:O}.",
    };
}
