namespace EdaKit.Cli.Terminal;

/// <summary>Durations as people say them: the two units that matter.</summary>
internal static class Durations
{
    public static string Text(TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 1 } => $"{Math.Max(0, (int)duration.TotalSeconds)}s",
        { TotalHours: < 1 } => $"{duration.Minutes}m {duration.Seconds}s",
        { TotalDays: < 1 } => $"{duration.Hours}h {duration.Minutes}m",
        _ => $"{(int)duration.TotalDays}d {duration.Hours}h",
    };
}
