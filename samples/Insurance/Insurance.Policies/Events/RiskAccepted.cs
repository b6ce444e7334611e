using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>An underwriter accepts the risk, perhaps at a higher premium.</summary>
[EventContract("insurance.stored.risk-accepted", version: 1)]
public sealed record RiskAccepted(decimal Loading, Money AnnualPremium, string Note) : IPolicyEvent;
