using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>Something else is insured from a day on.</summary>
[EventContract("insurance.stored.cover-changed", version: 1)]
public sealed record CoverChanged(DateOnly EffectiveOn, Cover Cover, Premium Premium) : IPolicyEvent;
