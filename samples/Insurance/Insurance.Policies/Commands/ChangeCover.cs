using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Insures something else from a day on.</summary>
public sealed record ChangeCover(DateOnly EffectiveOn, Cover Cover) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today)
    {
        var risk = policy.LatestPeriod.Risk with { Cover = Cover };

        return Rules.Endorsable(policy, EffectiveOn, today)
            ?? Refusal.Unless(Cover != policy.LatestPeriod.Risk.Cover, "same-cover", "The policy has this cover already.")
            ?? Refusal.Unless(Cover.Kind <= policy.LatestPeriod.Risk.Cover.Kind || EffectiveOn >= today, "more-cover-for-the-past",
                $"More cover can hold from today, {today:O}, on: what has happened cannot be insured.")
            ?? Rules.Insurable(risk, EffectiveOn)
            ?? Decision.Accept(new CoverChanged(EffectiveOn, Cover, Endorsement.PremiumOf(policy, risk, EffectiveOn)));
    }
}
