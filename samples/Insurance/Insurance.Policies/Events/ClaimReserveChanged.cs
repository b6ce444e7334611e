using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>Somebody thinks otherwise of what the claim will cost in all.</summary>
[EventContract("insurance.stored.claim-reserve-changed", version: 1)]
public sealed record ClaimReserveChanged(int Claim, Money Reserve) : IPolicyEvent;
