using Insurance.Policies;
using Insurance.Policies.Values;

namespace Insurance.Analytics.Figures;

/// <summary>What figures are told apart by: where the vehicle is kept, and what is insured.</summary>
internal readonly record struct Place(string Region, CoverKind Cover)
{
    /// <exception cref="PolicyHistoryException">Nobody said where.</exception>
    public static Place On(Policy policy, DateOnly day) => policy.RiskOn(day).Risk is { Address.Region: { } region, Cover.Kind: var cover } && Enum.IsDefined(cover)
        ? new(region, cover)
        : throw new PolicyHistoryException($"On {day:O} it is not known what is insured, or in which region.");
}
