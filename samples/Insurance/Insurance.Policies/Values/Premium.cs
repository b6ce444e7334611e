namespace Insurance.Policies.Values;

/// <summary>A new premium and what is therefore to be paid.</summary>
/// <param name="Annual">For a whole year.</param>
/// <param name="Instalments">The instalments that are new or have changed.</param>
public sealed record Premium(Money Annual, IReadOnlyList<Instalment> Instalments);
