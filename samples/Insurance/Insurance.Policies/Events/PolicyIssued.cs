using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>The policy is in force, for a first term. <c>Until</c> is the first day without cover.</summary>
[EventContract("insurance.stored.policy-issued", version: 1)]
public sealed record PolicyIssued(string Number, DateOnly From, DateOnly Until, PaymentPlan Plan, Premium Premium) : IPolicyEvent;
