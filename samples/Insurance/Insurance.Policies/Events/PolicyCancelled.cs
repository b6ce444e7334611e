using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>The policy ends before its time. <c>EffectiveOn</c> is the first day without cover.</summary>
[EventContract("insurance.stored.policy-cancelled", version: 1)]
public sealed record PolicyCancelled(DateOnly EffectiveOn, string Reason, Money Refund) : IPolicyEvent;
