namespace Insurance.Agents.Past;

/// <summary>A policy with events between two instants.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="Before">How many events it had at the earlier one; 0 where it was not there.</param>
/// <param name="After">How many at the later one.</param>
/// <param name="Policies">How many such policies there are in all.</param>
internal sealed record RevisedPolicy(Guid PolicyId, long Before, long After, long Policies);
