using Insurance.Policies;
using Insurance.Policies.Values;

namespace Insurance.Analytics.Figures;

/// <summary>Figures are added up over policies, so they are in one currency.</summary>
internal static class Euros
{
    /// <summary>What no premium and no loss comes near, and the tables still hold.</summary>
    private const decimal Most = 100_000_000_000;

    /// <exception cref="PolicyHistoryException">The amount is in another currency, or absurd.</exception>
    public static decimal In(Money money)
    {
        if (money.Currency != "EUR")
            throw new PolicyHistoryException($"'{money}' is not in euros, and analytics add up euros. Say at which rate it counts in {nameof(Euros)}.{nameof(In)}.");

        return Math.Abs(money.Amount) < Most ? money.Amount : throw new PolicyHistoryException($"'{money}' is no amount of an insurance policy.");
    }
}
