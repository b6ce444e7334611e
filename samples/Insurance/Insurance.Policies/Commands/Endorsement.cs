using Insurance.Policies.Pricing;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>What a change of the risk costs.</summary>
internal static class Endorsement
{
    /// <summary>
    /// The premium of a changed risk, with what the claims of the term before say, as at a renewal. Instalments that are due from the day on and not paid
    /// change with it; what is paid stays paid, and nothing is charged for the days until the next instalment.
    /// </summary>
    public static Premium PremiumOf(Policy policy, Risk risk, DateOnly from)
    {
        var annual = Tariff.AnnualPremium(risk, from, policy.Loading, policy.ClaimsBefore(from));
        var perYear = policy.Plan == PaymentPlan.Monthly ? 12 : 1;

        return new(annual, [.. policy.Instalments
            .Where(owed => owed.PaidOn is null && owed.Instalment.DueOn >= from)
            .Select(owed => owed.Instalment with { Amount = annual * (1m / perYear) })]);
    }
}
