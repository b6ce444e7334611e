using Microsoft.Extensions.Logging;

namespace EdaKit.Tracing.Telemetry;

/// <summary>Every log message of this package.</summary>
internal static partial class TracingLog
{
    [LoggerMessage(TracingEventIds.JournalCleaned, LogLevel.Information, "{Count} entries of the journal of {Context} are older than {KeepFor} and were removed")]
    public static partial void JournalCleaned(ILogger logger, int count, string context, TimeSpan keepFor);

    [LoggerMessage(TracingEventIds.JournalCleaningFailed, LogLevel.Warning, "The journal of {Context} could not be cleaned; the next attempt comes in {Interval}")]
    public static partial void JournalCleaningFailed(ILogger logger, Exception exception, string context, TimeSpan interval);

    [LoggerMessage(TracingEventIds.JournalFailed, LogLevel.Warning,
        "Entries of the journal of {Context} that have a transaction of their own cannot be stored; they wait, and are tried again every {Pause}")]
    public static partial void JournalFailed(ILogger logger, Exception exception, string context, TimeSpan pause);

    [LoggerMessage(TracingEventIds.JournalLost, LogLevel.Warning, "{Count} entries of the journal of {Context} could not be stored before the end of the process and are lost")]
    public static partial void JournalLost(ILogger logger, Exception exception, int count, string context);

    [LoggerMessage(TracingEventIds.JournalStandsAlone, LogLevel.Information,
        "{Context} has a journal and no outbox: entries are stored in transactions of their own, after the fact, and a process that is killed loses those of the last moment")]
    public static partial void JournalStandsAlone(ILogger logger, string context);
}
