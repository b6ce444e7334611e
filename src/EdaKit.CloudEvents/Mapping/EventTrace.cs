using System.Diagnostics;
using EdaKit.CloudEvents.Attributes;
using MassTransit;
using MassTransit.Logging;

namespace EdaKit.CloudEvents.Mapping;

/// <summary>The trace of an event: attributes <c>traceparent</c> and <c>tracestate</c>.</summary>
internal static class EventTrace
{
    /// <summary>The trace in which a message is sent, by W3C's rules; null where there is none.</summary>
    public static string? ParentOf(SendContext context)
    {
        var parent = context.Headers.TryGetHeader(DiagnosticHeaders.ActivityId, out var id) ? id as string : Activity.Current?.Id;
        return ActivityContext.TryParse(parent, null, out _) ? parent : null;
    }

    /// <summary>The state that goes with it.</summary>
    public static string? StateOf(Activity? sending) => sending is { IdFormat: ActivityIdFormat.W3C, TraceStateString: { Length: > 0 } state } ? state : null;

    /// <summary>
    /// Links the activity in which an event is received to the trace of its sender. MassTransit starts that activity before anybody reads the message, and
    /// takes its parent from a header that only MassTransit writes; a parent cannot be given later, and a link can.
    /// </summary>
    public static void Link(CloudEvent received)
    {
        if (Activity.Current is { Source.Name: DiagnosticHeaders.DefaultListenerName } receiving
            && ActivityContext.TryParse(received.Text(AttributeNames.TraceParent), received.Text(AttributeNames.TraceState), isRemote: true, out var sender)
            && sender.TraceId != receiving.TraceId)
            receiving.AddLink(new(sender));
    }
}
