namespace Insurance.Analytics.Asking;

/// <summary>What the losses of a month cost, of what was earned in it.</summary>
/// <param name="Region">The region.</param>
/// <param name="Month">Its first day.</param>
/// <param name="Earned">Earned premium in euros.</param>
/// <param name="Claims">How many losses.</param>
/// <param name="Incurred">What they are thought to cost, in euros.</param>
public sealed record LossRatio(string Region, DateOnly Month, decimal Earned, long Claims, decimal Incurred)
{
    /// <summary>Incurred of earned; null where nothing was earned.</summary>
    public decimal? Value => Ratio.Of(Incurred, Earned);
}
