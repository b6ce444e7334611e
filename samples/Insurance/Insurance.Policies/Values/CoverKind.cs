namespace Insurance.Policies.Values;

/// <summary>How much is insured. Each kind contains the one before it.</summary>
public enum CoverKind
{
    /// <summary>What the driver does to others.</summary>
    Liability,

    /// <summary>Also theft, fire, hail and glass.</summary>
    Partial,

    /// <summary>Also accidents of one's own making.</summary>
    Comprehensive,
}
