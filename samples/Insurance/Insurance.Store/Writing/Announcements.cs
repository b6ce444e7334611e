using Insurance.Contracts;
using Insurance.Policies;
using Insurance.Policies.Events;

namespace Insurance.Store.Writing;

/// <summary>
/// What other services hear of. Stored events are the write side's own and change with it; these are promises to others, fewer and coarser, and know
/// none of its types.
/// </summary>
internal static class Announcements
{
    /// <summary>What to publish of an event; null where it is nobody's business.</summary>
    /// <param name="policy">The policy after the event.</param>
    /// <param name="happened">The event.</param>
    public static object? Of(Policy policy, IPolicyEvent happened) => happened switch
    {
        PolicyIssued e => new ContractIssued(e.Number, policy.Holder, e.From, e.Until, e.Premium.Annual.Amount, e.Premium.Annual.Currency),
        PolicyRenewed e => new ContractRenewed(policy.Number!, e.From, e.Until, e.Premium.Annual.Amount, e.Premium.Annual.Currency),
        PolicyCancelled e => new ContractCancelled(policy.Number!, e.EffectiveOn, e.Reason, e.Refund.Amount, e.Refund.Currency),
        ClaimSettled e => new ClaimCompensated(policy.Number!, e.Claim, e.Paid.Amount, e.Paid.Currency, e.SettledOn),
        _ => null,
    };
}
