namespace Insurance.Analytics.Asking;

/// <summary>How a region does.</summary>
/// <param name="Region">The region.</param>
/// <param name="Days">Days of insurance.</param>
/// <param name="Earned">Earned premium in euros.</param>
/// <param name="Claims">How many losses.</param>
/// <param name="Incurred">What they are thought to cost, in euros.</param>
public sealed record RegionFigures(string Region, long Days, decimal Earned, long Claims, decimal Incurred)
{
    private const decimal DaysOfYear = 365.25m;

    /// <summary>Losses in a hundred years of insurance; null where there were none.</summary>
    public decimal? Frequency => Ratio.Of(Claims * 100 * DaysOfYear, Days);

    /// <summary>What a loss costs; null where there was none.</summary>
    public decimal? Severity => Ratio.Of(Incurred, Claims);

    /// <summary>Incurred of earned; null where nothing was earned.</summary>
    public decimal? LossRatio => Ratio.Of(Incurred, Earned);
}
