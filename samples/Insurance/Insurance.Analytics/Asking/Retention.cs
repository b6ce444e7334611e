namespace Insurance.Analytics.Asking;

/// <summary>Who came, stayed and went in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Begun">Terms that began.</param>
/// <param name="Ended">Terms that had run their whole time.</param>
/// <param name="Renewed">Those of them that another term follows.</param>
/// <param name="Cancelled">Policies that ended before their time.</param>
public sealed record Retention(DateOnly Month, long Begun, long Ended, long Renewed, long Cancelled)
{
    /// <summary>Renewed of ended; null where none ended.</summary>
    public decimal? Rate => Ratio.Of(Renewed, Ended);
}
