using Insurance.Policies.Events;

namespace Insurance.Policies.Commands;

/// <summary>Closes a claim: what is paid is all that will be, which may be nothing.</summary>
public sealed record SettleClaim(int Claim) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today) =>
        Rules.OpenClaim(policy, Claim) ?? Decision.Accept(new ClaimSettled(Claim, policy.FindClaim(Claim)!.Paid, today));
}
