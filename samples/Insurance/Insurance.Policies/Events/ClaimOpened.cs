using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>A loss was reported. Version 1 had the reserve as a number of euros, and neither version 1 nor 2 asked for the peril.</summary>
[EventContract("insurance.stored.claim-opened", version: 3)]
public sealed record ClaimOpened(int Claim, DateOnly LossOn, DateOnly ReportedOn, Peril Peril, string Description, Money Reserve) : IPolicyEvent;
