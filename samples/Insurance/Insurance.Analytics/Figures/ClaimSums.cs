using Insurance.Policies;

namespace Insurance.Analytics.Figures;

/// <summary>What each claim costs, by what was insured on the day of the loss.</summary>
internal static class ClaimSums
{
    /// <exception cref="PolicyHistoryException">Nobody knows what caused one of them.</exception>
    public static Sums<ClaimKey, ClaimFigures> Of(Policy policy)
    {
        var sums = new Sums<ClaimKey, ClaimFigures>();
        foreach (var claim in policy.Claims)
        {
            if (!Enum.IsDefined(claim.Peril))
                throw new PolicyHistoryException($"Nobody knows peril '{claim.Peril}', which caused claim '{claim.Number}'.");

            var key = new ClaimKey(claim.Number, claim.Peril, MonthlyKey.FirstOf(claim.LossOn), Place.On(policy, claim.LossOn));
            sums.Add(key, new(1, claim.IsOpen ? 1 : 0, Euros.In(claim.Reserve), Euros.In(claim.Paid)));
        }

        return sums;
    }
}
