namespace Retail.Loyalty;

/// <summary>What points are given for.</summary>
internal static class PointsRule
{
    /// <summary>One point for every full pound. Pennies count for nothing, and are not carried over to the next order.</summary>
    public static int For(decimal pounds) => (int)decimal.Floor(pounds);
}
