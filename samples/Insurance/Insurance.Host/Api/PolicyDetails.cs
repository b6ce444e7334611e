using Insurance.Agents.Cards;
using Insurance.Store.Reading;

namespace Insurance.Host.Api;

/// <summary>A policy's card, how fresh it is, and of which moment it tells; null for now.</summary>
internal sealed record PolicyDetails(Freshness ReadModel, Then? Then, PolicyCard Card);
