namespace Insurance.Policies;

/// <summary>
/// Stored events make no sense in their order. Commands cannot do that: somebody has written to the store, or the code has forgotten an event.
/// </summary>
public sealed class PolicyHistoryException(string message) : InvalidOperationException(message);
