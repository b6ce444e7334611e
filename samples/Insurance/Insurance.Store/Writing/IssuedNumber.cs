namespace Insurance.Store.Writing;

/// <summary>Keeps a number for its policy. It is stored with the event that gives it, all or nothing, and a second one of the same number is refused.</summary>
/// <param name="Id">The number.</param>
/// <param name="PolicyId">The policy.</param>
internal sealed record IssuedNumber(string Id, Guid PolicyId);
