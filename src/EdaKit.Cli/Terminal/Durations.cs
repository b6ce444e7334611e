using System.Globalization;

namespace EdaKit.Cli.Terminal;

/// <summary>Durations as people say them.</summary>
internal static class Durations
{
    /// <summary>The two units that matter.</summary>
    public static string Text(TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 1 } => $"{Math.Max(0, (int)duration.TotalSeconds)}s",
        { TotalHours: < 1 } => $"{duration.Minutes}m {duration.Seconds}s",
        { TotalDays: < 1 } => $"{duration.Hours}h {duration.Minutes}m",
        _ => $"{(int)duration.TotalDays}d {duration.Hours}h",
    };

    /// <summary>A whole number with a unit: <c>30d</c>, <c>12h</c>, <c>90m</c>, <c>45s</c>; null where it is none, or more than a hundred years.</summary>
    public static TimeSpan? TryRead(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;

        TimeSpan? duration = text[^1] switch
        {
            'd' => TimeSpan.FromDays(Math.Min(number, 1_000_000)),
            'h' => TimeSpan.FromHours(Math.Min(number, 1_000_000)),
            'm' => TimeSpan.FromMinutes(number),
            's' => TimeSpan.FromSeconds(number),
            _ => null,
        };

        return duration is { TotalDays: <= 36_525 } ? duration : null;
    }
}
