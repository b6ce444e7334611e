using Microsoft.Extensions.Logging;

namespace EdaKit.Telemetry;

/// <summary>Every log message of this package.</summary>
internal static partial class CoreLog
{
    [LoggerMessage(CoreEventIds.UndeclaredPublish, LogLevel.Warning,
        "{Participant} publishes {Contract}, which it does not declare: put [Publishes<{MessageType}>] on it. Further ones are only counted (edakit.flow.undeclared)")]
    public static partial void UndeclaredPublish(ILogger logger, string participant, string contract, string messageType);
}
