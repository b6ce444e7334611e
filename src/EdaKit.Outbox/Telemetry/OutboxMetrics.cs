using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EdaKit.Outbox.Operations;
using EdaKit.Telemetry;

namespace EdaKit.Outbox.Telemetry;

/// <summary>The counters and gauges of outbox and inbox. Each carries the context's name as <c>edakit.context</c>.</summary>
internal sealed class OutboxMetrics
{
    private readonly ConcurrentDictionary<Type, Func<OutboxCounts?>> _watched = new();
    private readonly Counter<long> _captured;
    private readonly Counter<long> _unsaved;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _parked;
    private readonly Counter<long> _diverted;
    private readonly Counter<long> _unrouted;
    private readonly Counter<long> _limited;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _answeredAgain;

    /// <param name="meters">The host's factory. A container without a host has none, and gets a meter of its own.</param>
    public OutboxMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(TelemetryNames.Outbox) ?? new Meter(TelemetryNames.Outbox);

        _captured = meter.CreateCounter<long>("edakit.outbox.captured", "{message}", "Messages stored in a business transaction.");
        _unsaved = meter.CreateCounter<long>("edakit.outbox.unsaved", "{message}", "Messages published in a scope that ended before its context saved.");
        _sent = meter.CreateCounter<long>("edakit.outbox.sent", "{message}", "Messages that the broker confirmed.");
        _failed = meter.CreateCounter<long>("edakit.outbox.failed", "{attempt}", "Attempts to send that failed.");
        _parked = meter.CreateCounter<long>("edakit.outbox.parked", "{message}", "Messages set aside for a person.");
        _unrouted = meter.CreateCounter<long>("edakit.outbox.unrouted", "{message}",
            "Messages that reached the broker and no queue: published with nobody to subscribe, or responses to somebody who is gone.");
        _diverted = meter.CreateCounter<long>("edakit.outbox.diverted", "{message}", "Messages that could not be sent to their destination and went to the diversion of their lane.");
        _limited = meter.CreateCounter<long>("edakit.outbox.limited", "{message}", "Messages that came while the outbox was over its limits: passed, waited or rejected.");
        _duplicates = meter.CreateCounter<long>("edakit.inbox.duplicates", "{message}", "Deliveries without effect, because the consumer had handled the message before.");

        _answeredAgain = meter.CreateCounter<long>("edakit.inbox.answered_again", "{message}", "Answers that a duplicate got again.");

        meter.CreateObservableGauge("edakit.outbox.depth", () => Observe(counts => counts.Waiting), "{message}", "Messages that wait in the table, not parked.");
        meter.CreateObservableGauge("edakit.outbox.parked.current", () => Observe(counts => counts.Parked), "{message}", "Messages in the table that are set aside for a person.");
        meter.CreateObservableGauge("edakit.outbox.oldest.age", () => Observe(counts => counts.OldestAge.TotalSeconds), "s", "For how long the longest overdue message could have been sent.");
    }

    public void Captured(Type context, int count) => _captured.Add(count, Tag(context));

    public void Unsaved(Type context, int count) => _unsaved.Add(count, Tag(context));

    public void Sent(Type context, int count) => _sent.Add(count, Tag(context));

    public void Failed(Type context, int count) => _failed.Add(count, Tag(context));

    public void Parked(Type context) => _parked.Add(1, Tag(context));

    public void Unrouted(Type context, bool isResponse) => _unrouted.Add(1, Tag(context), new(TagNames.MessageKind, isResponse ? "response" : "publish"));

    public void Diverted(Type context) => _diverted.Add(1, Tag(context));

    public void Limited(Type context, string outcome) => _limited.Add(1, Tag(context), new(TagNames.Outcome, outcome));

    public void Duplicate(Type context, string consumer) => _duplicates.Add(1, Tag(context), new(TagNames.Consumer, consumer));

    public void AnsweredAgain(Type context, string consumer, int count) => _answeredAgain.Add(count, Tag(context), new(TagNames.Consumer, consumer));

    /// <summary>Has the gauges show a context. What it answers is taken as it is, null for nothing to show; it must not wait for anything.</summary>
    public void Watch(Type context, Func<OutboxCounts?> observe) => _watched[context] = observe;

    private IEnumerable<Measurement<T>> Observe<T>(Func<OutboxCounts, T> value)
        where T : struct
    {
        foreach (var (context, observe) in _watched)
        {
            if (observe() is { } counts)
                yield return new(value(counts), Tag(context));
        }
    }

    private static KeyValuePair<string, object?> Tag(Type context) => new(TagNames.Context, context.Name);
}
