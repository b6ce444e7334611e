using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>Somebody else drives too, from a day on.</summary>
[EventContract("insurance.stored.driver-added", version: 1)]
public sealed record DriverAdded(DateOnly EffectiveOn, Driver Driver, Premium Premium) : IPolicyEvent;
