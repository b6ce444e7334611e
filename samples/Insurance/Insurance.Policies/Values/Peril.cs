namespace Insurance.Policies.Values;

/// <summary>What has caused a loss.</summary>
public enum Peril
{
    /// <summary>Nobody asked, when the claim was opened.</summary>
    Unknown,

    /// <summary>Somebody else suffered.</summary>
    ThirdParty,

    Theft,

    Hail,

    Glass,

    /// <summary>An accident that the driver caused.</summary>
    Collision,
}
