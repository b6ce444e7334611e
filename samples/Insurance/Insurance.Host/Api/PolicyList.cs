using Insurance.Agents.Reading;

namespace Insurance.Host.Api;

/// <summary>Policies that were found, and how fresh the answer is.</summary>
internal sealed record PolicyList(Freshness ReadModel, IReadOnlyList<PolicyRow> Policies);
