namespace Insurance.Analytics.Keeping;

/// <summary>A policy whose figures do not go on, since an event cannot be read or makes no sense. No other policy waits for it.</summary>
/// <param name="Id">The policy's id.</param>
/// <param name="Version">The event at which it stands, by its number within the policy.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="ParkedAt">Since when.</param>
public sealed record ParkedPolicy(Guid Id, long Version, string Reason, DateTimeOffset ParkedAt);
