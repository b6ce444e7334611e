using EdaKit.Contracts;

namespace Insurance.Policies.Events;

/// <summary>What was owed is paid: cover again from a day on.</summary>
[EventContract("insurance.stored.cover-restored", version: 1)]
public sealed record CoverRestored(DateOnly From) : IPolicyEvent;
