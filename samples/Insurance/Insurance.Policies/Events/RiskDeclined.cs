using EdaKit.Contracts;

namespace Insurance.Policies.Events;

/// <summary>An underwriter declines the risk.</summary>
[EventContract("insurance.stored.risk-declined", version: 1)]
public sealed record RiskDeclined(string Reason) : IPolicyEvent;
