using System.Globalization;

namespace Retail.Host.TradingDays;

/// <summary>Reads the time of an invoice in the ways in which copies of the data set write it.</summary>
internal static class TradingDayTime
{
    public const string Examples = "a time such as 2010-12-01 08:26:00, or, with the month first, 12/1/2010 8:26";

    private static readonly string[] Formats =
    [
        // As data frames write it, and as RFC 3339 has it.
        "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss.FFFFFFK", "yyyy-MM-ddTHH:mmK",

        // As the original spreadsheet shows it. It is American, so 12/1/2010 is the first of December.
        "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy h:mm tt", "M/d/yyyy h:mm:ss tt", "M/d/yy H:mm",
    ];

    /// <summary>The time in UTC, which is what the shop's clocks show in winter; null if it is no time.</summary>
    public static DateTime? Parse(string text) =>
        DateTime.TryParseExact(
            text.Trim(), Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
