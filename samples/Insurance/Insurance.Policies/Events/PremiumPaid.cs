using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>An instalment was paid. Version 1 called the day <c>on</c>.</summary>
[EventContract("insurance.stored.premium-paid", version: 2)]
public sealed record PremiumPaid(int Instalment, Money Amount, DateOnly PaidOn) : IPolicyEvent;
