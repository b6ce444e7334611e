using EdaKit.Contracts;
using Insurance.Policies.Values;

namespace Insurance.Policies.Events;

/// <summary>The vehicle is kept elsewhere, from a day on.</summary>
[EventContract("insurance.stored.address-changed", version: 1)]
public sealed record AddressChanged(DateOnly EffectiveOn, Address Address, Premium Premium) : IPolicyEvent;
