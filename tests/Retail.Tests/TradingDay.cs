namespace Retail.Tests;

/// <summary>The trading days that the tests replay.</summary>
internal static class TradingDay
{
    /// <summary>
    /// A day of our own making with one of everything: repeated lines, guests, quotes and commas, rejected lines and orders, returns with
    /// and without an earlier purchase, and one at the very minute of the purchase, which is not earlier.
    /// </summary>
    public static string Small { get; } = Path.Combine(AppContext.BaseDirectory, "days", "small.csv");

    /// <summary>
    /// A day of our own making with what the year of the data set has beyond the seven days: the columns of the second release and one
    /// more, American dates, a byte order mark, Windows line ends and an empty row at the end; adjustments of bad debt, a wholesale order
    /// and its return, stock codes that differ in capitals, prices of a tenth of a penny, letters beyond ASCII; an invoice whose lines lie
    /// apart and have two times, one that names its customer once, one that comes too late, and a return with the same line twice.
    /// </summary>
    public static string Odd { get; } = Path.Combine(AppContext.BaseDirectory, "days", "odd.csv");

    /// <summary>The seven real days, in order; empty where they do not lie beside the repository.</summary>
    public static IReadOnlyList<string> Real { get; } = FindReal();

    private static string[] FindReal()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var days = Path.Combine(folder.FullName, "shared", "data", "online-retail");
            if (Directory.Exists(days))
                return [.. Directory.EnumerateFiles(days, "*.csv").Order(StringComparer.Ordinal)];
        }

        return [];
    }
}
