using Insurance.Store.Reading;

namespace Insurance.Host.Api;

/// <summary>Policies that were found, how fresh the answer is, and of which moment it tells; null for now.</summary>
internal sealed record PolicyList(Freshness ReadModel, Then? Then, IReadOnlyList<PolicyRow> Policies);
