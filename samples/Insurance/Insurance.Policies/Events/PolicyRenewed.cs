using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>The policy goes on for another term.</summary>
[EventContract("insurance.stored.policy-renewed", version: 1)]
public sealed record PolicyRenewed(DateOnly From, DateOnly Until, PaymentPlan Plan, Premium Premium) : IPolicyEvent;
