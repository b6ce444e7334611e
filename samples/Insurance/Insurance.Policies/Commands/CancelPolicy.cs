using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Ends the policy before its time. What is paid for later days is paid back.</summary>
/// <param name="EffectiveOn">The first day without cover.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelPolicy(DateOnly EffectiveOn, string Reason) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today) =>
        Rules.Running(policy, today)
        ?? Refusal.Unless(EffectiveOn >= today, "in-the-past", $"A policy ends today, {today:O}, or later, and not on {EffectiveOn:O}.")
        ?? Refusal.Unless(EffectiveOn < policy.Terms[^1].Until, "after-the-end", $"The policy ends on {policy.Terms[^1].Until:O} anyway.")
        ?? Refusal.Unless(!string.IsNullOrWhiteSpace(Reason), "no-reason", "Say why.")
        ?? Decision.Accept(new PolicyCancelled(EffectiveOn, Reason, RefundOf(policy)));

    /// <summary>What is paid for the running term and the next, less what its days until the end have cost.</summary>
    private Money RefundOf(Policy policy)
    {
        var first = policy.Terms.First(term => term.Until > EffectiveOn);
        var nothing = policy.LatestPeriod.AnnualPremium * 0;
        var paid = policy.Instalments
            .Where(owed => owed.PaidOn is not null && owed.Instalment.DueOn >= first.From)
            .Aggregate(nothing, (sum, owed) => sum + owed.Instalment.Amount);

        // Each day costs its part of the premium that held on it, whatever was changed later. Cents are rounded once.
        var used = Enumerable.Range(first.From.DayNumber, Math.Max(0, EffectiveOn.DayNumber - first.From.DayNumber))
            .Aggregate(nothing, (sum, day) => sum + policy.RiskOn(DateOnly.FromDayNumber(day)).AnnualPremium) / (first.Until.DayNumber - first.From.DayNumber);
        return paid > used ? paid - used : nothing;
    }
}
