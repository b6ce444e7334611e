using Insurance.Analytics.Figures;
using Insurance.Policies;
using Insurance.Policies.Events;
using Insurance.Store.Feed;

namespace Insurance.Analytics.Keeping;

/// <summary>
/// What events change in the figures. For each event, figures of the policy after it less figures before it: so the sum over a policy's rows is always
/// what its figures are, whatever an event has moved from one month, region or cover to another.
/// </summary>
internal sealed class AnalyticsRows
{
    public List<(FedEvent By, PolicyRow Row)> Policies { get; } = [];

    public List<(FedEvent By, MonthlyKey Key, PremiumFigures Change)> Premiums { get; } = [];

    public List<(FedEvent By, MonthlyKey Key, PaymentFigures Change)> Payments { get; } = [];

    public List<(FedEvent By, MonthlyKey Key, TermFigures Change)> Terms { get; } = [];

    public List<(FedEvent By, ClaimKey Key, ClaimFigures Change)> Claims { get; } = [];

    /// <summary>Adds what an event changes: all of it, or nothing where it throws.</summary>
    /// <exception cref="PolicyHistoryException">Figures cannot be made of it.</exception>
    public void Add(FedEvent stored, Policy? before, Policy after)
    {
        // A list that did not change is the same list: what depends on it is not counted again.
        var (sameTime, sameRisk) = (before?.Terms == after.Terms && before?.EndsOn == after.EndsOn, before?.Periods == after.Periods);
        List<(MonthlyKey, PremiumFigures)> premiums = sameTime && sameRisk ? [] : [.. PremiumSums.Of(after).Since(Before(before, PremiumSums.Of))];
        List<(MonthlyKey, TermFigures)> terms = sameTime && sameRisk ? [] : [.. TermSums.Of(after).Since(Before(before, TermSums.Of))];
        List<(MonthlyKey, PaymentFigures)> payments = before?.Instalments == after.Instalments && sameRisk ? [] : [.. PaymentSums.Of(after).Since(Before(before, PaymentSums.Of))];
        List<(ClaimKey, ClaimFigures)> claims = before?.Claims == after.Claims && sameRisk ? [] : [.. ClaimSums.Of(after).Since(Before(before, ClaimSums.Of))];
        if (stored.Event is PolicyCancelled { Refund: { Amount: not 0 } refund, EffectiveOn: var end })
            payments.Add((MonthlyKey.Of(end, Place.On(after, end)), new(0, Euros.In(refund))));

        List<PolicyRow> policies = stored.Event is PolicyQuoted quoted ? [PolicyRow.Of(quoted)] : [];

        Policies.AddRange(policies.Select(row => (stored, row)));
        Premiums.AddRange(premiums.Select(change => (stored, change.Item1, change.Item2)));
        Terms.AddRange(terms.Select(change => (stored, change.Item1, change.Item2)));
        Payments.AddRange(payments.Select(change => (stored, change.Item1, change.Item2)));
        Claims.AddRange(claims.Select(change => (stored, change.Item1, change.Item2)));
    }

    private static Sums<TKey, TFigures> Before<TKey, TFigures>(Policy? before, Func<Policy, Sums<TKey, TFigures>> sumsOf)
        where TKey : notnull
        where TFigures : struct, IEquatable<TFigures>, System.Numerics.IAdditionOperators<TFigures, TFigures, TFigures>, System.Numerics.ISubtractionOperators<TFigures, TFigures, TFigures> =>
        before is null ? Sums<TKey, TFigures>.Nothing : sumsOf(before);
}
