namespace Travel.Desks.Booking;

/// <summary>What a company answers.</summary>
/// <param name="Refusal">Why it refuses; null where it does as it was asked to.</param>
/// <param name="After">How long it takes until it says so.</param>
public sealed record PartnerAnswer(string? Refusal, TimeSpan After);
