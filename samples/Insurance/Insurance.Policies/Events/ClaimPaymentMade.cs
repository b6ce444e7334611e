using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>A part of the loss was paid.</summary>
[EventContract("insurance.stored.claim-payment-made", version: 1)]
public sealed record ClaimPaymentMade(int Claim, Money Amount, DateOnly PaidOn) : IPolicyEvent;
