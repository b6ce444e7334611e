using System.Globalization;
using System.Security.Cryptography;
using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>Issues a policy whose risk is accepted.</summary>
public sealed record IssuePolicy(PaymentPlan Plan) : PolicyCommand
{
    private const int DigitsOfNumber = 10;

    public override Decision Decide(Policy policy, DateOnly today) =>
        Rules.Stage(policy, PolicyStage.Accepted, "Issuing")
        ?? Refusal.Unless(today <= policy.QuoteValidUntil, "quote-expired", $"The quote was valid until {policy.QuoteValidUntil:O}. Make a new one.")
        ?? Refusal.Unless(today <= policy.StartsOn, "start-passed", $"The policy was to start on {policy.StartsOn:O}. Make a new quote.")
        ?? Decision.Accept(new PolicyIssued(NumberOf(policy), policy.StartsOn, policy.StartsOn.AddYears(1), Plan,
            new(policy.LatestPeriod.AnnualPremium, Instalment.Plan(1, policy.StartsOn, policy.LatestPeriod.AnnualPremium, Plan))));

    /// <summary>
    /// Made of the id, so that nothing has to be asked for it; of all of it, since ids that one machine makes may end alike. The store refuses a number
    /// that another policy has.
    /// </summary>
    private static string NumberOf(Policy policy) => string.Create(CultureInfo.InvariantCulture,
        $"M{policy.StartsOn:yy}-{Convert.ToHexString(SHA256.HashData(policy.Id.ToByteArray(bigEndian: true)))[..DigitsOfNumber]}");
}
