using System.Diagnostics.Metrics;
using EdaKit.AspNetCore.Telemetry;
using EdaKit.Outbox.Operations;
using EdaKit.Outbox.Telemetry;
using EdaKit.Sagas.Telemetry;
using EdaKit.Telemetry;
using EdaKit.Tracing.Telemetry;
using EdaKit.Tracing.Tests.Support;

namespace EdaKit.Tracing.Tests.Names;

/// <summary>Has each package measure everything that it measures.</summary>
internal static class EveryMetric
{
    private static readonly Type Context = typeof(TracedDb);

    public static void Emit(IMeterFactory meters)
    {
        Emit(new MessageMetrics(meters));
        new FlowMetrics(meters).Undeclared("participant", "contract");
        Emit(new OutboxMetrics(meters));
        Emit(new SagaMetrics(meters));
        Emit(new IdempotencyMetrics(meters));
        new JournalMetrics(meters).Dropped(Context, 1);
    }

    private static void Emit(MessageMetrics metrics)
    {
        metrics.Published("contract", beginsConversation: true);
        metrics.Consumed("contract", published: 1);
    }

    private static void Emit(OutboxMetrics metrics)
    {
        metrics.Captured(Context, 1);
        metrics.Unsaved(Context, 1);
        metrics.Sent(Context, 1);
        metrics.Failed(Context, 1);
        metrics.Parked(Context);
        metrics.Unrouted(Context, isResponse: true);
        metrics.Diverted(Context);
        metrics.Limited(Context, "passed");
        metrics.Duplicate(Context, "consumer");
        metrics.AnsweredAgain(Context, "consumer", 1);
        metrics.Watch(Context, () => new OutboxCounts { Waiting = 1, Parked = 1, Delayed = 0, Leased = 0, Held = 0, OldestCapturedAt = null, OldestAge = TimeSpan.Zero });
    }

    private static void Emit(SagaMetrics metrics)
    {
        metrics.Started("saga");
        metrics.Ended("saga", isCompleted: true, TimeSpan.FromSeconds(1));
        metrics.Parked("saga", "step");
        metrics.Resumed("saga", "step");
        metrics.Retried("saga", "step");
        metrics.Ignored("saga");
        metrics.Watch(Context, () => [new("saga", Version: null, "state", Instances: 1)]);
    }

    private static void Emit(IdempotencyMetrics metrics)
    {
        metrics.Stored(Context);
        metrics.Replayed(Context);
        metrics.Refused(Context, "reason");
        metrics.Released(Context);
    }
}
