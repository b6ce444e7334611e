using Insurance.Agents.Cards;
using Insurance.Agents.Reading;

namespace Insurance.Host.Api;

/// <summary>A policy's card, and how fresh it is.</summary>
internal sealed record PolicyDetails(Freshness ReadModel, PolicyCard Card);
