using Insurance.Policies.Values;

namespace Insurance.Policies.Pricing;

/// <summary>
/// What a year of insurance costs today. It is asked when something is decided, and its answer is stored with the event: a new tariff changes no history.
/// </summary>
public static class Tariff
{
    private const int YoungUntil = 25;
    private static readonly string[] DenseRegions = ["Île-de-France", "Provence"];

    /// <summary>The premium for a year that begins on a day.</summary>
    /// <param name="risk">What is insured.</param>
    /// <param name="on">The day.</param>
    /// <param name="loading">What an underwriter adds, as a share: 0.25 for a quarter.</param>
    /// <param name="claims">How many claims there were in the year before.</param>
    public static Money AnnualPremium(Risk risk, DateOnly on, decimal loading = 0, int claims = 0)
    {
        var rate = risk.Cover.Kind switch
        {
            CoverKind.Liability => 0.012m,
            CoverKind.Partial => 0.022m,
            _ => 0.038m,
        };
        var young = risk.YoungestOn(on) < YoungUntil ? 1.6m : 1;
        var dense = DenseRegions.Contains(risk.Address.Region) ? 1.2m : 1;
        var more = 1 + 0.1m * (risk.Drivers.Count - 1);

        return risk.Vehicle.Price * rate * young * dense * more * (1 + loading) * (1 + 0.15m * claims);
    }
}
