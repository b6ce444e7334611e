using System.Diagnostics;

namespace EdaKit.Telemetry;

/// <summary>The spans of messages that are brought to another version. Where nobody listens there are none, and nothing is made for them.</summary>
internal static class VersionSpans
{
    private static readonly ActivitySource Source = new(TelemetryNames.Core);

    public static Activity? Start(string name, string contract, int from, int to)
    {
        if (Source.StartActivity(name) is not { } span)
            return null;

        span.SetTag(TagNames.Contract, contract);
        span.SetTag(TagNames.FromVersion, from);
        span.SetTag(TagNames.ToVersion, to);
        return span;
    }
}
