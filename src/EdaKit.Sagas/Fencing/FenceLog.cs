using Microsoft.Extensions.Logging;

namespace EdaKit.Sagas.Fencing;

/// <summary>Every log message of the fence.</summary>
internal static partial class FenceLog
{
    [LoggerMessage(FenceEventIds.Cleaned, LogLevel.Debug, "{Count} fence entry or entries of {Context} older than their windows removed")]
    public static partial void Cleaned(ILogger logger, int count, string context);

    [LoggerMessage(FenceEventIds.CleaningFailed, LogLevel.Warning, "Old fence entries of {Context} could not be removed; the next round is in {Pause}")]
    public static partial void CleaningFailed(ILogger logger, Exception exception, string context, TimeSpan pause);
}
