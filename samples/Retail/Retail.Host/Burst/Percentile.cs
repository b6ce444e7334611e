namespace Retail.Host.Burst;

/// <summary>Percentiles by the nearest rank: a value that was really measured.</summary>
internal static class Percentile
{
    /// <summary>The value that so many percent of the values do not exceed; NaN where there are none.</summary>
    public static double Of(IReadOnlyCollection<double> values, double percent)
    {
        if (values.Count == 0)
            return double.NaN;

        var rank = (int)Math.Ceiling(percent / 100 * values.Count);
        return values.Order().ElementAt(Math.Max(0, rank - 1));
    }
}
