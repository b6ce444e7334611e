using Microsoft.Extensions.Logging;

namespace EdaKit.AspNetCore.Telemetry;

/// <summary>Every log message of this package.</summary>
internal static partial class IdempotencyLog
{
    [LoggerMessage(IdempotencyEventIds.Replayed, LogLevel.Debug,
        "'{Endpoint}' with idempotency key '{Key}' was answered before with {Status}; the answer is replayed")]
    public static partial void Replayed(ILogger logger, string endpoint, string key, int status);

    [LoggerMessage(IdempotencyEventIds.Refused, LogLevel.Debug, "{Method} of '{Endpoint}' is refused with {Status}: {Reason}")]
    public static partial void Refused(ILogger logger, string method, string endpoint, int status, string reason);

    [LoggerMessage(IdempotencyEventIds.Released, LogLevel.Debug,
        "'{Endpoint}' with idempotency key '{Key}' ended with {Status}, which is no final answer; its work is rolled back and the key is free")]
    public static partial void Released(ILogger logger, string endpoint, string key, int status);

    [LoggerMessage(IdempotencyEventIds.ResponseTooLarge, LogLevel.Error,
        "'{Endpoint}' with idempotency key '{Key}' answered with more than {Most} bytes, which cannot be stored; its work is rolled back. "
        + "Raise MaxResponseBodySize in AddIdempotency, or let the endpoint answer with less")]
    public static partial void ResponseTooLarge(ILogger logger, string endpoint, string key, int most);

    [LoggerMessage(IdempotencyEventIds.Cleaned, LogLevel.Debug, "{Count} stored answer(s) of {Context} older than {Window} removed")]
    public static partial void Cleaned(ILogger logger, int count, string context, TimeSpan window);

    [LoggerMessage(IdempotencyEventIds.CleaningFailed, LogLevel.Warning,
        "Old stored answers of {Context} could not be removed; the next round is in {Pause}")]
    public static partial void CleaningFailed(ILogger logger, Exception exception, string context, TimeSpan pause);
}
