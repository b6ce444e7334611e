using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>Nothing more is to be paid: <c>Paid</c> is all that was.</summary>
[EventContract("insurance.stored.claim-settled", version: 1)]
public sealed record ClaimSettled(int Claim, Money Paid, DateOnly SettledOn) : IPolicyEvent;
