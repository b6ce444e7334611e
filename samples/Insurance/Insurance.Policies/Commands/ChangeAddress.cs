using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>The vehicle is kept elsewhere from a day on.</summary>
public sealed record ChangeAddress(DateOnly EffectiveOn, Address Address) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today)
    {
        var risk = policy.LatestPeriod.Risk with { Address = Address };

        return Rules.Endorsable(policy, EffectiveOn, today)
            ?? Refusal.Unless(Address != policy.LatestPeriod.Risk.Address, "same-address", "The vehicle is kept there already.")
            ?? Decision.Accept(new AddressChanged(EffectiveOn, Address, Endorsement.PremiumOf(policy, risk, EffectiveOn)));
    }
}
