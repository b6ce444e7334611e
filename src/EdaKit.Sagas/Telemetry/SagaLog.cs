using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Telemetry;

/// <summary>Every log message of this package.</summary>
internal static partial class SagaLog
{
    [LoggerMessage(SagaEventIds.Parked, LogLevel.Error,
        "{Saga} {Instance} is parked at {Step} after {Attempts} attempt(s): {Reason}. See to it, and publish ResumeSaga, or run edakit saga resume")]
    public static partial void Parked(ILogger logger, string saga, Guid instance, string step, int attempts, string reason);

    [LoggerMessage(SagaEventIds.Resumed, LogLevel.Information, "{Saga} {Instance} is resumed at {Step}: {Decision}")]
    public static partial void Resumed(ILogger logger, string saga, Guid instance, string step, string decision);

    [LoggerMessage(SagaEventIds.Ignored, LogLevel.Debug, "{Saga} {Instance} ignored {Message}: {Reason}")]
    public static partial void Ignored(ILogger logger, string saga, Guid instance, string message, string reason);

    [LoggerMessage(SagaEventIds.Cleaned, LogLevel.Information, "{Count} ended instance(s) of {Context} were removed, which ended more than {Retention} ago")]
    public static partial void Cleaned(ILogger logger, int count, string context, TimeSpan retention);

    [LoggerMessage(SagaEventIds.RoundFailed, LogLevel.Warning, "{Work} of {Context} failed; the next attempt is in {Pause}")]
    public static partial void RoundFailed(ILogger logger, Exception exception, string work, string context, TimeSpan pause);

    [LoggerMessage(SagaEventIds.Woken, LogLevel.Warning,
        "{Count} instance(s) of {Context} were woken, whose timers are overdue by more than {OverdueAfter}. Is one of them in an error queue?")]
    public static partial void Woken(ILogger logger, int count, string context, TimeSpan overdueAfter);

    [LoggerMessage(SagaEventIds.StatesNotRead, LogLevel.Warning,
        "Whether {Context} holds instances in unknown states could not be read, and the host starts all the same: the database is away, or a table or a right is missing")]
    public static partial void StatesNotRead(ILogger logger, Exception exception, string context);

    [LoggerMessage(SagaEventIds.GaugesFailed, LogLevel.Warning, "The instances of {Context} could not be counted for the gauge, which shows nothing until they can; tried every {Pause}")]
    public static partial void GaugesFailed(ILogger logger, Exception exception, string context, TimeSpan pause);
}
