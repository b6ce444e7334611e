using System.Diagnostics;
using System.Text.Json;
using EdaKit.Outbox.Records;
using EdaKit.Outbox.Relay;
using EdaKit.Telemetry;
using MassTransit;
using MassTransit.Logging;

namespace EdaKit.Outbox.Telemetry;

/// <summary>
/// The span of a record: from when its message was captured, or due, until it is settled, so that a trace shows how long it waited. Where nobody listens there is
/// none, and nothing is made for it.
/// </summary>
internal sealed class RelaySpans(Type context, HostAddress host, TimeProvider time)
{
    private static readonly string[] ShortSchemes = ["exchange:", "queue:", "topic:"];

    /// <summary>Begins the span of an attempt, in the trace in which the message was captured. It is not the current one.</summary>
    public Activity? Start(OutboxRecord record, RecordProperties properties)
    {
        if (!OutboxSource.Instance.HasListeners())
            return null;

        var span = OutboxSource.Instance.StartActivity(SpanNames.Relay, ActivityKind.Internal, SenderOf(properties), tags: null, links: null, SinceWhen(record, properties));

        // MassTransit goes on with the trace that the headers name only where there is no current activity.
        Activity.Current = null;

        if (span is { IsAllDataRequested: true })
            Describe(span, record, properties);

        return span;
    }

    /// <summary>Has what is sent be a child of the span.</summary>
    public static void WriteTo(SendHeaders headers, Activity span) => headers.Set(DiagnosticHeaders.ActivityId, span.Id);

    /// <summary>Ends the span of an attempt, if it has one that has not ended yet.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="outcome">One of <see cref="SpanOutcome"/>.</param>
    public static void End(in SendOutcome attempt, string outcome) => End(attempt, outcome, attempt.Error);

    /// <inheritdoc cref="End(in SendOutcome, string)"/>
    /// <param name="attempt">The attempt.</param>
    /// <param name="outcome">One of <see cref="SpanOutcome"/>.</param>
    /// <param name="error">Why it failed, if it did.</param>
    public static void End(in SendOutcome attempt, string outcome, Exception? error)
    {
        if (attempt.Span is not { IsStopped: false } span)
            return;

        span.SetTag(TagNames.Outcome, outcome);
        if (error is not null)
            span.Fail(error);

        span.Stop();
    }

    private void Describe(Activity span, OutboxRecord record, RecordProperties properties)
    {
        span.SetTag(TagNames.OperationName, "relay");
        span.SetTag(TagNames.OperationType, "send");
        span.SetTag(TagNames.System, MessagingSystem.Of(host.Scheme));
        span.SetTag(TagNames.Destination, NameOf(record.Destination));
        span.SetTag(TagNames.MessageId, record.MessageId.ToString());
        span.SetTag(TagNames.ConversationId, properties.ConversationId?.ToString());
        span.SetTag(TagNames.Context, context.Name);
        span.SetTag(TagNames.Attempt, record.Attempts + 1);
    }

    private static ActivityContext SenderOf(RecordProperties properties) =>
        properties.Headers is { } headers && headers.TryGetValue(DiagnosticHeaders.ActivityId, out var id) && id.ValueKind == JsonValueKind.String
        && ActivityContext.TryParse(id.GetString(), null, out var sender) ? sender : default;

    // Clocks differ: no span begins in the future.
    private DateTimeOffset SinceWhen(OutboxRecord record, RecordProperties properties)
    {
        var (since, now) = (DateTimeOffset.FromUnixTimeMilliseconds(properties.DueAt ?? record.CapturedAt), time.GetUtcNow());
        return since < now ? since : now;
    }

    /// <summary>The last part of an address, without its settings.</summary>
    private static string NameOf(string destination)
    {
        var name = destination.Split('?')[0].Split('/')[^1];
        return Array.Find(ShortSchemes, scheme => name.StartsWith(scheme, StringComparison.Ordinal)) is { } scheme ? name[scheme.Length..] : name;
    }
}
