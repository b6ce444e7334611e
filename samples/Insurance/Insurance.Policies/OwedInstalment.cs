using Insurance.Policies.Values;

namespace Insurance.Policies;

/// <summary>An instalment, and when it was paid; null where it was not.</summary>
public sealed record OwedInstalment(Instalment Instalment, DateOnly? PaidOn);
