using Insurance.Agents.Cards;
using Insurance.Store.History;

namespace Insurance.Host.Api;

/// <summary>A policy in a list.</summary>
internal sealed record PolicyRow(Guid Id, string? Number, string Holder, string Vehicle, string Town, string Stage, int OpenClaims)
{
    public static PolicyRow Of(PolicyCard card, DateOnly today)
    {
        var (policy, risk) = (card.Policy, card.Policy.RiskOn(today).Risk);

        return new(card.Id, policy.Number, policy.Holder, risk.Vehicle.Model, risk.Address.Town,
            PolicyFacts.Of(policy, today)[0].Value, policy.Claims.Count(claim => claim.IsOpen));
    }
}
