using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>Somebody asked what it would cost. The stream of a policy begins with it.</summary>
[EventContract("insurance.stored.policy-quoted", version: 1)]
public sealed record PolicyQuoted(Guid PolicyId, string Holder, Risk Risk, Money AnnualPremium, DateOnly StartsOn, DateOnly ValidUntil) : IPolicyEvent;
