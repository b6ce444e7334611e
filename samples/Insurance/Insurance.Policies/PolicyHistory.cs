using Insurance.Policies.Events;
using Insurance.Policies.Values;

namespace Insurance.Policies;

/// <summary>
/// Makes the state of a policy of its events. It asks no clock and no tariff, and refuses nothing: what was decided has happened. So the same events
/// always give the same state, also in ten years.
/// </summary>
public static class PolicyHistory
{
    /// <summary>The state after events from the first one on; null where there are none.</summary>
    /// <exception cref="PolicyHistoryException">The events cannot have happened in this order.</exception>
    public static Policy? Replay(IEnumerable<IPolicyEvent> events) => events.Aggregate((Policy?)null, After);

    /// <summary>The state after one event more.</summary>
    /// <param name="policy">The state before it; null before the first one.</param>
    /// <param name="happened">The event.</param>
    /// <exception cref="PolicyHistoryException">The event cannot have happened to this policy.</exception>
    public static Policy After(Policy? policy, IPolicyEvent happened) => (policy, happened) switch
    {
        (null, PolicyQuoted quoted) => Quote(quoted),
        (null, _) => throw new PolicyHistoryException($"A policy begins with '{nameof(PolicyQuoted)}', and not with '{happened.GetType().Name}'."),
        (_, PolicyQuoted) => throw new PolicyHistoryException($"Policy '{policy.Id}' is quoted twice."),

        (_, RiskAccepted e) => Accept(policy, e),
        (_, RiskDeclined e) => policy with { Stage = PolicyStage.Declined, Reason = e.Reason },
        (_, PolicyIssued e) => Begin(policy with { Number = e.Number }, new(e.From, e.Until), e.Plan, e.Premium),
        (_, PolicyRenewed e) => Begin(policy, new(e.From, e.Until), e.Plan, e.Premium),
        (_, PolicyCancelled e) => policy with { Stage = PolicyStage.Cancelled, EndsOn = e.EffectiveOn, Reason = e.Reason },

        (_, CoverChanged e) => Endorse(policy, e.EffectiveOn, e.Premium, risk => risk with { Cover = e.Cover }),
        (_, DriverAdded e) => Endorse(policy, e.EffectiveOn, e.Premium, risk => risk with { Drivers = [.. risk.Drivers, e.Driver] }),
        (_, DriverRemoved e) => Endorse(policy, e.EffectiveOn, e.Premium, risk => risk with { Drivers = [.. risk.Drivers.Where(driver => driver.Name != e.Name)] }),
        (_, AddressChanged e) => Endorse(policy, e.EffectiveOn, e.Premium, risk => risk with { Address = e.Address }),

        (_, PremiumPaid e) => WithInstalment(policy, e.Instalment, owed => owed with { PaidOn = e.PaidOn }),
        (_, CoverSuspended e) => policy with { Stage = PolicyStage.Suspended, Suspensions = [.. policy.Suspensions, new(e.From, null)] },
        (_, CoverRestored e) => Restore(policy, e.From),

        (_, ClaimOpened e) => policy with { Claims = [.. policy.Claims, Open(e)] },
        (_, ClaimReserveChanged e) => WithClaim(policy, e.Claim, claim => claim with { Reserve = e.Reserve }),
        (_, ClaimPaymentMade e) => WithClaim(policy, e.Claim, claim => claim with { Paid = claim.Paid + e.Amount }),
        (_, ClaimSettled e) => WithClaim(policy, e.Claim, claim => claim with { Reserve = e.Paid, SettledOn = e.SettledOn }),
        (_, ClaimReopened e) => WithClaim(policy, e.Claim, claim => claim with { Reserve = e.Reserve, SettledOn = null }),

        _ => throw new PolicyHistoryException(
            $"Nobody has said what '{happened.GetType().Name}' does to a policy. Say it in {nameof(PolicyHistory)}.{nameof(After)}."),
    };

    private static Policy Quote(PolicyQuoted quoted) => new()
    {
        Id = quoted.PolicyId,
        Holder = quoted.Holder,
        Stage = PolicyStage.Quoted,
        StartsOn = quoted.StartsOn,
        QuoteValidUntil = quoted.ValidUntil,
        Periods = [new(quoted.StartsOn, quoted.Risk, quoted.AnnualPremium)],
    };

    private static Policy Accept(Policy policy, RiskAccepted accepted) => policy with
    {
        Stage = PolicyStage.Accepted,
        Loading = accepted.Loading,
        Periods = [policy.LatestPeriod with { AnnualPremium = accepted.AnnualPremium }],
    };

    private static Policy Begin(Policy policy, Term term, PaymentPlan plan, Premium premium) => policy with
    {
        Stage = PolicyStage.InForce,
        Plan = plan,
        Terms = [.. policy.Terms, term],
        Periods = WithPeriod(policy, new(term.From, policy.RiskOn(term.From).Risk, premium.Annual)),
        Instalments = WithInstalments(policy, premium),
    };

    private static Policy Endorse(Policy policy, DateOnly from, Premium premium, Func<Risk, Risk> change) => policy with
    {
        Periods = WithPeriod(policy, new(from, change(policy.LatestPeriod.Risk), premium.Annual)),
        Instalments = WithInstalments(policy, premium),
    };

    private static Policy Restore(Policy policy, DateOnly from) => policy.Suspensions is [.., var last]
        ? policy with { Stage = PolicyStage.InForce, Suspensions = [.. policy.Suspensions.SkipLast(1), last with { Until = from }] }
        : throw new PolicyHistoryException($"Cover of policy '{policy.Id}' was never suspended.");

    private static Claim Open(ClaimOpened opened) =>
        new(opened.Claim, opened.LossOn, opened.ReportedOn, opened.Peril, opened.Description, opened.Reserve, Paid: opened.Reserve * 0, SettledOn: null);

    /// <summary>A second change from the same day on takes the place of the first.</summary>
    private static IReadOnlyList<RiskPeriod> WithPeriod(Policy policy, RiskPeriod period) =>
        [.. policy.Periods.Where(other => other.From < period.From), period, .. policy.Periods.Where(other => other.From > period.From)];

    private static IReadOnlyList<OwedInstalment> WithInstalments(Policy policy, Premium premium) =>
    [
        .. policy.Instalments.Where(owed => premium.Instalments.All(changed => changed.Number != owed.Instalment.Number)),
        .. premium.Instalments.Select(instalment => new OwedInstalment(instalment, null)),
    ];

    private static Policy WithInstalment(Policy policy, int number, Func<OwedInstalment, OwedInstalment> change) =>
        policy with { Instalments = [.. policy.Instalments.Select(owed => owed.Instalment.Number == number ? change(owed) : owed)] };

    private static Policy WithClaim(Policy policy, int number, Func<Claim, Claim> change) => policy.FindClaim(number) is null
        ? throw new PolicyHistoryException($"Policy '{policy.Id}' has no claim '{number}'.")
        : policy with { Claims = [.. policy.Claims.Select(claim => claim.Number == number ? change(claim) : claim)] };
}
