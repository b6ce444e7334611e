namespace EdaKit.Sagas.Locking;

/// <summary>A semantic lock as a reader sees it.</summary>
/// <param name="Resource">What is locked, such as <c>seat/12A</c>.</param>
/// <param name="Owner">Who works on it.</param>
/// <param name="Since">When it was locked, by the database's clock.</param>
/// <param name="Age">How long ago that was, by the same clock.</param>
public sealed record SemanticLock(string Resource, SemanticLockOwner Owner, DateTimeOffset Since, TimeSpan Age);
