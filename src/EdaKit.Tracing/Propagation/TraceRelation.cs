using MassTransit;
using MassTransit.Logging;

namespace EdaKit.Tracing.Propagation;

/// <summary>How the trace in which a message is handled hangs on the one in which it was sent: MassTransit's header, and its values.</summary>
internal static class TraceRelation
{
    private const string Link = "Link";
    private const string New = "New";

    /// <summary>Has the receiver begin a trace of its own, linked to this one. What the application says stays.</summary>
    public static void SetLink(SendHeaders headers) => headers.Set(DiagnosticHeaders.ActivityPropagation, Link, overwrite: false);

    /// <summary>Whether the receiver begins a trace of its own.</summary>
    public static bool IsLinked(ConsumeContext message) =>
        message.ReceiveContext.TransportHeaders.Get<string>(DiagnosticHeaders.ActivityPropagation, null) is Link or New;
}
