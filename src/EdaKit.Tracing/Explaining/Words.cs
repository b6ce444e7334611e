using System.Globalization;
using EdaKit.Journal;

namespace EdaKit.Tracing.Explaining;

/// <summary>How verdicts say things.</summary>
internal static class Words
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => $"{Math.Max(0, (int)span.TotalMilliseconds)}ms",
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds}s",
        { TotalHours: < 1 } => $"{span.Minutes}m {span.Seconds}s",
        { TotalDays: < 1 } => $"{span.Hours}h {span.Minutes}m",
        _ => $"{(int)span.TotalDays}d {span.Hours}h",
    };

    public static string Since(DateTimeOffset time, DateTimeOffset now) => $"{Time(time)} ({Span(now - time)} ago)";

    /// <summary>A name without what people leave out or write otherwise: its letters and digits, in capitals.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>Who it is, and in which service, as far as that is known.</summary>
    public static string Who(string? participant, string? service) => (participant, service) switch
    {
        (null, null or "") => "somebody",
        (null, _) => $"'{service}', outside of consumers,",
        (_, null or "") => Participant.Of(participant).ToString(),
        _ => $"{Participant.Of(participant)} of '{service}'",
    };

    /// <summary>A message, and by whom and when it was sent.</summary>
    public static string Sent(FlowMessage message, DateTimeOffset now) => message.How is null
        ? $"'{message.Contract}' was first seen at {Since(message.At, now)}; no journal known here says who sent it"
        : $"'{message.Contract}' was {Verb(message)} by {Who(message.Participant, message.Service)} at {Since(message.At, now)}".Replace(",  at", ", at", StringComparison.Ordinal);

    private static string Verb(FlowMessage message) => message.How switch
    {
        JournalKind.Published => "published",
        JournalKind.Scheduled => "scheduled",
        JournalKind.Redelivered => "sent again",
        _ => "sent",
    };
}
