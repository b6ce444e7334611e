namespace Insurance.Policies.Values;

/// <summary>What is insured, and how much of each loss the holder bears.</summary>
/// <param name="Kind">What is insured.</param>
/// <param name="Excess">What the holder bears of each loss.</param>
public sealed record Cover(CoverKind Kind, Money Excess)
{
    /// <summary>Whether a loss by this peril is insured.</summary>
    public bool Includes(Peril peril) => peril switch
    {
        Peril.Unknown or Peril.ThirdParty => true,
        Peril.Theft or Peril.Hail or Peril.Glass => Kind >= CoverKind.Partial,
        Peril.Collision => Kind >= CoverKind.Comprehensive,
        _ => false,
    };
}
