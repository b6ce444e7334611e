using Insurance.Store.History;

namespace Insurance.Analytics.Asking;

/// <summary>What figures are asked for.</summary>
/// <param name="Moment">What was recorded up to then.</param>
/// <param name="From">The first month, by any of its days; null for the first that there is.</param>
/// <param name="Until">The last month; null for that of the moment.</param>
public sealed record Question(Moment Moment, DateOnly? From = null, DateOnly? Until = null);
