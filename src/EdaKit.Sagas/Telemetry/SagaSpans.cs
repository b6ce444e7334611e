using System.Diagnostics;
using EdaKit.Sagas.Steps;
using EdaKit.Telemetry;

namespace EdaKit.Sagas.Telemetry;

/// <summary>The spans of what step sagas send. Where nobody listens there are none, and nothing is made for them.</summary>
internal static class SagaSpans
{
    private static readonly ActivitySource Source = new(TelemetryNames.Sagas);

    /// <summary>Begins the span of a command or compensation.</summary>
    public static Activity? Start<TState>(string saga, Guid instance, FlowEffect<TState>.Send send)
        where TState : StepSagaState
    {
        if (Source.StartActivity(send.IsUndo ? SpanNames.SagaCompensation : SpanNames.SagaStep) is not { } span)
            return null;

        span.SetTag(TagNames.Saga, saga);
        span.SetTag(TagNames.SagaId, instance.ToString());
        span.SetTag(TagNames.SagaStep, send.Step.Name);
        span.SetTag(TagNames.Attempt, send.Attempt);
        span.SetTag(TagNames.MessageId, send.MessageId.ToString());
        return span;
    }
}
