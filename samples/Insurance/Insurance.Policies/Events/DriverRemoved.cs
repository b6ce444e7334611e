using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>Somebody no longer drives, from a day on.</summary>
[EventContract("insurance.stored.driver-removed", version: 1)]
public sealed record DriverRemoved(DateOnly EffectiveOn, string Name, Premium Premium) : IPolicyEvent;
