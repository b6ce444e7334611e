using Insurance.Policies.Events;
using Insurance.Policies.Pricing;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Adds a year, at the tariff of today and with what the claims of the year before say.</summary>
public sealed record RenewPolicy(PaymentPlan Plan) : PolicyCommand
{
    private const int DaysAhead = 30;

    public override Decision Decide(Policy policy, DateOnly today)
    {
        if ((Rules.Running(policy, today) ?? Rules.Stage(policy, PolicyStage.InForce, "Renewal")) is { } refusal)
            return refusal;

        var last = policy.Terms[^1];
        var owed = policy.NextUnpaid?.Instalment;
        return Refusal.Unless(today >= last.Until.AddDays(-DaysAhead), "too-early",
            $"The term ends on {last.Until:O}. It can be renewed from {last.Until.AddDays(-DaysAhead):O} on.")
            ?? Refusal.Unless(owed is null || owed.DueOn > today, "premium-owed",
                $"Instalment '{owed?.Number}' was due on {owed?.DueOn:O}, and is not paid.")
            ?? Decision.Accept(new PolicyRenewed(last.Until, last.Until.AddYears(1), Plan, NextPremium(policy, last)));
    }

    private Premium NextPremium(Policy policy, Term last)
    {
        var annual = Tariff.AnnualPremium(policy.RiskOn(last.Until).Risk, last.Until, policy.Loading, policy.ClaimsBefore(last.Until));
        return new(annual, Instalment.Plan(policy.Instalments.Count + 1, last.Until, annual, Plan));
    }
}
