using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EdaKit.CloudEvents.Attributes;

/// <summary>Timestamps by RFC 3339, section 5.6.</summary>
internal static partial class Timestamp
{
    private const int LastSecond = 59;
    private const int TicksDigits = 7;

    /// <summary>Reads a timestamp as UTC. What is finer than 100 ns is cut off, and a leap second is the one after it.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out DateTime? time)
    {
        time = null;
        if (Pattern().Match(text) is not { Success: true, Groups: var found })
            return false;

        var second = Number("second");
        var day = $"{found["day"].ValueSpan} {found["hour"].ValueSpan}:{found["minute"].ValueSpan}:{Math.Min(second, LastSecond):00}";
        if (!DateTime.TryParseExact(day, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var local))
            return false;

        var offset = found["sign"].Success ? new TimeSpan(Number("offsethour"), Number("offsetminute"), 0) : TimeSpan.Zero;
        var ticks = found["fraction"].Value.PadRight(TicksDigits, '0')[..TicksDigits];
        var away = (found["sign"].Value == "-" ? offset : -offset) + new TimeSpan(long.Parse(ticks, CultureInfo.InvariantCulture));
        if ((away < TimeSpan.Zero && local - DateTime.MinValue < -away) || (away > TimeSpan.Zero && DateTime.MaxValue - local < away))
            return false;

        var utc = local + away;
        if (second > LastSecond)
        {
            // Leap seconds are inserted at the end of a day of UTC, and nowhere else.
            if (utc is not { Hour: 23, Minute: 59, Second: LastSecond } || utc.Date == DateTime.MaxValue.Date)
                return false;

            utc = utc.AddSeconds(1);
        }

        time = utc;
        return true;

        int Number(string group) => int.Parse(found[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a time in UTC, and takes one that does not say where it is from for UTC: nobody else's zone could be meant.</summary>
    public static string Write(DateTime time) =>
        (time.Kind == DateTimeKind.Unspecified ? time : time.ToUniversalTime()).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        ^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-5][0-9]|60)(\.(?<fraction>[0-9]+))?
        ([Zz]|(?<sign>[+\-])(?<offsethour>[01][0-9]|2[0-3]):(?<offsetminute>[0-5][0-9]))\z
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
