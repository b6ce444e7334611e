using System.Globalization;
using Insurance.Policies.Values;

namespace Insurance.Policies.Commands;

/// <summary>The rules that several commands share. Each answers null where it is kept.</summary>
internal static class Rules
{
    private const int DaysBack = 30;

    public static Refusal? Stage(Policy policy, PolicyStage stage, string what) =>
        Refusal.Unless(policy.Stage == stage, "wrong-stage", $"The policy is {Name(policy.Stage)}. {what} needs one that is {Name(stage)}.");

    /// <summary>In force, suspended counting as such, and neither cancelled nor over.</summary>
    public static Refusal? Running(Policy policy, DateOnly today) =>
        Refusal.Unless(policy.Stage != PolicyStage.Cancelled, "cancelled", $"The policy was cancelled for {policy.EndsOn:O}: {policy.Reason}.")
        ?? Refusal.Unless(policy.Stage is PolicyStage.InForce or PolicyStage.Suspended, "not-issued",
            $"The policy is {Name(policy.Stage)}, and was not issued.")
        ?? Refusal.Unless(!policy.HasExpiredOn(today), "expired",
            $"The policy ended on {(policy.Terms is [.., var last] ? last.Until : policy.StartsOn):O}, and was not renewed.");

    /// <summary>Endorsements follow one another; none goes back behind another one, or far into what was paid for already.</summary>
    public static Refusal? Endorsable(Policy policy, DateOnly effectiveOn, DateOnly today) =>
        Running(policy, today)
        ?? Refusal.Unless(policy.Stage != PolicyStage.Suspended, "suspended",
            "Cover is suspended, since a premium is not paid. Nothing can be changed before it is.")
        ?? Refusal.Unless(policy.Terms.Any(term => term.Contains(effectiveOn)), "outside-term", $"On {effectiveOn:O} the policy does not run.")
        ?? Refusal.Unless(effectiveOn >= today.AddDays(-DaysBack), "too-far-back",
            $"A change can hold from {today.AddDays(-DaysBack):O} on, {DaysBack} days back, and not from {effectiveOn:O}.")
        ?? Refusal.Unless(effectiveOn >= policy.LatestPeriod.From, "before-latest-change",
            $"A change from {effectiveOn:O} on would come before the latest one, from {policy.LatestPeriod.From:O} on.");

    public static Refusal? Insurable(Risk risk, DateOnly on)
    {
        if (risk.Drivers.Count == 0)
            return new("no-driver", "Nobody drives the vehicle. Name one driver at least.");

        return risk.Drivers.FirstOrDefault(driver => driver.AgeOn(on) < 18) is { } child
            ? new("driver-too-young", $"'{child.Name}' is {child.AgeOn(on)} years old on {on:O}, and must be 18.")
            : Refusal.Unless(risk.Drivers.DistinctBy(driver => driver.Name).Count() == risk.Drivers.Count, "driver-twice",
                "Two drivers have the same name. Tell them apart.")
            ?? Payable(risk.Vehicle.Price.Currency, risk.Cover.Excess)
            ?? Refusal.Unless(risk.Cover.Excess.Amount >= 0, "negative-excess", $"An excess of {risk.Cover.Excess} is none.");
    }

    /// <summary>The claim of a number, and open.</summary>
    public static Refusal? OpenClaim(Policy policy, int number) => policy.FindClaim(number) switch
    {
        null => NoClaim(number),
        { SettledOn: { } day } => new("claim-settled", $"Claim '{number}' was settled on {day:O}. Reopen it first."),
        _ => null,
    };

    public static Refusal NoClaim(int number) => new("no-claim", $"The policy has no claim '{number}'.");

    /// <summary>In the currency of the policy, and to the cent: anything else could neither be added to what is there nor be paid.</summary>
    public static Refusal? Payable(Policy policy, Money amount) => Payable(policy.LatestPeriod.AnnualPremium.Currency, amount);

    public static Refusal? Positive(Money amount) => Refusal.Unless(amount.Amount > 0, "not-positive",
        $"An amount of {amount} changes nothing, or goes the wrong way.");

    private static Refusal? Payable(string currency, Money amount) =>
        Refusal.Unless(amount.Currency == currency, "wrong-currency", $"The policy is in '{currency}', and '{amount}' is not. Exchange it first.")
        ?? Refusal.Unless(decimal.Round(amount.Amount, 2) == amount.Amount, "fraction-of-a-cent",
            string.Create(CultureInfo.InvariantCulture, $"An amount of {amount.Amount} {currency} cannot be paid: the smallest coin is a cent."));

    private static string Name(PolicyStage stage) => stage switch
    {
        PolicyStage.InForce => "in force",
        _ => stage.ToString().ToLowerInvariant(),
    };
}
