using System.Globalization;
using Insurance.Policies;
using Insurance.Policies.Values;

namespace Insurance.Store.History;

/// <summary>Says a policy in words, for people and for comparing: whoever looks at two days sees the same sentences, and what differs.</summary>
public static class PolicyFacts
{
    /// <summary>What holds of a policy.</summary>
    /// <param name="policy">The policy, as recorded until some moment.</param>
    /// <param name="on">The day whose insurance counts.</param>
    public static IReadOnlyList<Fact> Of(Policy policy, DateOnly on)
    {
        var (_, risk, premium) = policy.RiskOn(on);
        List<Fact> facts =
        [
            new("Stage", StageOf(policy, on)),
            new("Holder", policy.Holder),
            new("Vehicle", $"{risk.Vehicle.Model}, {risk.Vehicle.Registration}, {risk.Vehicle.Price}"),
            new("Address", $"{risk.Address.Street}, {risk.Address.PostCode} {risk.Address.Town}, {risk.Address.Region}"),
            new("Cover", $"{risk.Cover.Kind}, excess {risk.Cover.Excess}"),
            .. risk.Drivers.Select(driver => new Fact($"Driver {driver.Name}", $"born {Day(driver.Born)}")),
            new("Premium", $"{premium} a year{(policy.Loading > 0 ? string.Create(CultureInfo.InvariantCulture, $", {policy.Loading:P0} loading") : "")}"),
        ];

        if (policy.Terms is [.., var term])
            facts.Add(new("Term", $"{Day(term.From)} to {Day(term.Until)}"));
        if (policy.Instalments.Count > 0)
            facts.AddRange(PaymentsOf(policy));
        facts.AddRange(policy.Suspensions.Select(suspension =>
            new Fact($"No cover from {Day(suspension.From)}", suspension.Until is { } until ? $"until {Day(until)}" : "until the premium is paid")));
        facts.AddRange(policy.Claims.Select(claim => new Fact($"Claim {claim.Number}", Describe(claim))));
        return facts;
    }

    /// <summary>What differs, in the order in which it is said.</summary>
    public static IReadOnlyList<FactChange> Difference(IReadOnlyList<Fact> before, IReadOnlyList<Fact> after)
    {
        var earlier = before.ToDictionary(fact => fact.Name, fact => fact.Value);
        var later = after.ToDictionary(fact => fact.Name, fact => fact.Value);

        return [.. after.Concat(before).Select(fact => fact.Name).Distinct()
            .Select(name => new FactChange(name, earlier.GetValueOrDefault(name), later.GetValueOrDefault(name)))
            .Where(change => change.Before != change.After)];
    }

    private static string StageOf(Policy policy, DateOnly on) => policy switch
    {
        { EndsOn: { } end } => $"cancelled for {Day(end)}: {policy.Reason}",
        { Stage: PolicyStage.Declined } => $"declined: {policy.Reason}",
        { Stage: PolicyStage.Suspended } => "suspended",
        { Stage: PolicyStage.InForce } => policy.HasExpiredOn(on) ? "expired" : "in force",
        _ => policy.Stage.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<Fact> PaymentsOf(Policy policy)
    {
        var paid = policy.Instalments.Where(owed => owed.PaidOn is not null).Select(owed => owed.Instalment.Amount).ToList();
        yield return new("Paid", paid is []
            ? "nothing"
            : $"{paid.Aggregate((sum, amount) => sum + amount)} in {paid.Count} of {policy.Instalments.Count} instalments");

        if (policy.NextUnpaid is { Instalment: var next })
            yield return new("Next instalment", $"{next.Number}: {next.Amount}, due {Day(next.DueOn)}");
    }

    private static string Describe(Claim claim)
    {
        var end = claim.SettledOn is { } day ? $"settled {Day(day)}" : $"reserve {claim.Reserve}";
        return $"{NameOf(claim.Peril)} on {Day(claim.LossOn)}, {claim.Description}: paid {claim.Paid}, {end}";
    }

    private static string NameOf(Peril peril) => peril == Peril.ThirdParty ? "Third party" : peril.ToString();

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
