namespace Insurance.Analytics.Asking;

/// <summary>Divides, where there is something to divide by.</summary>
internal static class Ratio
{
    private const int Digits = 4;

    public static decimal? Of(decimal part, decimal whole) => whole == 0 ? null : decimal.Round(part / whole, Digits, MidpointRounding.AwayFromZero);
}
