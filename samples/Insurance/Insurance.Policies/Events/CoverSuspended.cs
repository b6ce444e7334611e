using EdaKit.Contracts;

namespace Insurance.Policies.Events;

/// <summary>An instalment was not paid within the grace period: no cover from a day on.</summary>
[EventContract("insurance.stored.cover-suspended", version: 1)]
public sealed record CoverSuspended(int Instalment, DateOnly From) : IPolicyEvent;
