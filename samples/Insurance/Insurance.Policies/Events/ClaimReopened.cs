using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>There is more to pay than was thought.</summary>
[EventContract("insurance.stored.claim-reopened", version: 1)]
public sealed record ClaimReopened(int Claim, string Reason, Money Reserve, DateOnly ReopenedOn) : IPolicyEvent;
