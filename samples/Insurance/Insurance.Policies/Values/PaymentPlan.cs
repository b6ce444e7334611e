namespace Insurance.Policies.Values;

/// <summary>In how many instalments a year's premium is paid.</summary>
public enum PaymentPlan
{
    /// <summary>One, when the year begins.</summary>
    Annual,

    /// <summary>Twelve.</summary>
    Monthly,
}
