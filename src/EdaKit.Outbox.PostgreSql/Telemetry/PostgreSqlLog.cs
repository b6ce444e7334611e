using Microsoft.Extensions.Logging;

namespace EdaKit.Outbox.PostgreSql.Telemetry;

/// <summary>Every log message of this package.</summary>
internal static partial class PostgreSqlLog
{
    [LoggerMessage(PostgreSqlEventIds.Listening, LogLevel.Information, "The relay of {Context} listens on channel '{Channel}'")]
    public static partial void Listening(ILogger logger, string context, string channel);

    [LoggerMessage(PostgreSqlEventIds.NotListening, LogLevel.Warning,
        "The relay of {Context} cannot listen for other processes (attempt {Attempt}, next in {Pause}); meanwhile its poll finds their messages")]
    public static partial void NotListening(ILogger logger, Exception exception, string context, int attempt, TimeSpan pause);

    [LoggerMessage(PostgreSqlEventIds.NotNotified, LogLevel.Warning,
        "{Context} cannot notify other processes of its messages (attempt {Attempt}, next in {Pause}); their poll finds them")]
    public static partial void NotNotified(ILogger logger, Exception exception, string context, int attempt, TimeSpan pause);
}
