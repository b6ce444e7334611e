using System.Diagnostics;
using EdaKit.Telemetry;
using EdaKit.Tracing.Tests.Support;
using MassTransit;

namespace EdaKit.Tracing.Tests.Spans;

public sealed class When_a_saga_sends
{
    [Fact]
    public async Task Should_be_a_span_for_each_command_and_compensation()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true, options => options.LinkDelayed = false, more: eda => eda.UseSagas<TracedDb>(),
            consumers: x =>
            {
                x.AddSagaStateMachine<ErrandSaga, ErrandState>();
                x.AddConsumer<Participant>();
            });
        var errand = NewId.NextGuid();

        using var request = listening.BeginRequest();
        await bus.PublishAsync(new RunErrand(errand));

        var undo = Assert.Single(await listening.WaitForAsync(SpanNames.SagaCompensation, 1));
        var steps = await listening.WaitForAsync(SpanNames.SagaStep, 3);
        Assert.Equal([("Fetch", 1), ("Bring", 1), ("Bring", 2), ("Fetch", 1)], steps.Append(undo).Select(span => ((string)span.GetTagItem(TagNames.SagaStep)!, (int)span.GetTagItem(TagNames.Attempt)!)));

        // A command that is sent again is the same message.
        Assert.Equal(3, steps.Append(undo).Select(span => span.GetTagItem(TagNames.MessageId)).Distinct().Count());

        Assert.All(steps.Append(undo), span =>
        {
            Assert.Equal(["test.errand", errand.ToString()], span.Tags(TagNames.Saga, TagNames.SagaId));
            Assert.Equal((request.TraceId, ActivityKind.Internal, ActivityStatusCode.Unset), (span.TraceId, span.Kind, span.Status));

            // Within it the command is captured, and nothing else.
            Assert.Single(listening.MassTransit("outbox send"), capture => capture.ParentSpanId == span.SpanId);
        });
    }
}
