namespace Retail.Tests;

/// <summary>The trading days that the tests replay.</summary>
internal static class TradingDay
{
    /// <summary>
    /// A day of our own making with one of everything: repeated lines, guests, quotes and commas, rejected lines and orders, returns with
    /// and without an earlier purchase, and one at the very minute of the purchase, which is not earlier.
    /// </summary>
    public static string Small { get; } = Path.Combine(AppContext.BaseDirectory, "days", "small.csv");

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
