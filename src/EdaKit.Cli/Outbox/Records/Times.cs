using System.Globalization;
using EdaKit.Cli.Terminal;

namespace EdaKit.Cli.Outbox.Records;

/// <summary>Points in time as people read them, in UTC, as logs have them.</summary>
internal static class Times
{
    public static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? time, DateTimeOffset now) => time switch
    {
        null => null,
        { } at when at == DateTimeOffset.UnixEpoch => "at once",
        { } at when at > now => $"{Text(at)} (in {Durations.Text(at - now)})",
        { } at => $"{Text(at)} ({Durations.Text(now - at)} ago)",
    };
}
