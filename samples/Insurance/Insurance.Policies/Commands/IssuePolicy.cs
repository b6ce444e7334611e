using System.Globalization;
using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Issues a policy whose risk is accepted.</summary>
public sealed record IssuePolicy(PaymentPlan Plan) : PolicyCommand
{
    public override Decision Decide(Policy policy, DateOnly today) =>
        Rules.Stage(policy, PolicyStage.Accepted, "Issuing")
        ?? Refusal.Unless(today <= policy.QuoteValidUntil, "quote-expired", $"The quote was valid until {policy.QuoteValidUntil:O}. Make a new one.")
        ?? Refusal.Unless(today <= policy.StartsOn, "start-passed", $"The policy was to start on {policy.StartsOn:O}. Make a new quote.")
        ?? Decision.Accept(new PolicyIssued(NumberOf(policy), policy.StartsOn, policy.StartsOn.AddYears(1), Plan,
            new(policy.LatestPeriod.AnnualPremium, Instalment.Plan(1, policy.StartsOn, policy.LatestPeriod.AnnualPremium, Plan))));

    /// <summary>Made of the id, so that nothing has to be asked for it.</summary>
    private static string NumberOf(Policy policy) =>
        string.Create(CultureInfo.InvariantCulture, $"M{policy.StartsOn:yy}-{policy.Id.ToString("N")[^8..].ToUpperInvariant()}");
}
