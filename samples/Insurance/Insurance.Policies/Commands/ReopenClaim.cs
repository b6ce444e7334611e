using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Opens a settled claim again, since there is more to pay.</summary>
public sealed record ReopenClaim(int Claim, string Reason, Money Reserve) : PolicyCommand
{
    private const int Years = 3;

    public override Decision Decide(Policy policy, DateOnly today) => policy.FindClaim(Claim) switch
    {
        null => Rules.NoClaim(Claim),
        { SettledOn: null } => new Refusal("claim-open", $"Claim '{Claim}' is open."),
        { SettledOn: { } day } claim => Refusal.Unless(today <= day.AddYears(Years), "too-late",
            $"Claim '{Claim}' was settled on {day:O}, more than {Years} years ago.")
            ?? Refusal.Unless(!string.IsNullOrWhiteSpace(Reason), "no-reason", "Say what has come to light.")
            ?? Rules.Payable(policy, Reserve)
            ?? Refusal.Unless(Reserve > claim.Paid, "reserve-below-paid",
                $"{claim.Paid} is paid for claim '{Claim}' already. To pay more, the reserve must be higher than that.")
            ?? Decision.Accept(new ClaimReopened(Claim, Reason, Reserve, today)),
    };
}
