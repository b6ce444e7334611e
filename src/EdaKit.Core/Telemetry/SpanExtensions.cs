using System.Diagnostics;

namespace EdaKit.Telemetry;

/// <summary>Completes spans.</summary>
public static class SpanExtensions
{
    /// <summary>Says that what the span is about failed: its status, and <see cref="TagNames.ErrorType"/>.</summary>
    /// <param name="span">The span.</param>
    /// <param name="error">Why.</param>
    public static void Fail(this Activity span, Exception error)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(error);

        span.SetStatus(ActivityStatusCode.Error, error.Message);
        span.SetTag(TagNames.ErrorType, error.GetType().FullName);
    }
}
