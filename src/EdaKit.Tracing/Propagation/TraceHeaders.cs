namespace EdaKit.Tracing.Propagation;

/// <summary>The headers of W3C's Trace Context and Baggage, which tools outside MassTransit read.</summary>
public static class TraceHeaders
{
    /// <summary>The trace, and the span in it that sent the message.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>What tracing systems add to it.</summary>
    public const string TraceState = "tracestate";

    /// <summary>What the application passes along.</summary>
    public const string Baggage = "baggage";
}
