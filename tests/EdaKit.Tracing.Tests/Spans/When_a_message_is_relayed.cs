using System.Diagnostics;
using EdaKit.Outbox.Registration;
using EdaKit.Telemetry;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Spans;

public sealed class When_a_message_is_relayed
{
    private const string Nobody = "nobody-listens";
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    // What is captured is stored in whole milliseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(2);

    [Fact]
    public async Task Should_be_a_span_from_its_capture_until_the_broker_has_it()
    {
        const int Messages = 20;

        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true);

        for (var i = 0; i < Messages; i++)
        {
            using (listening.BeginRequest())
                await bus.PublishAsync(new Third($"{i}"));
        }

        var hops = await bus.Received.WaitForAsync<Hop>(Messages);
        var relays = await listening.WaitForAsync(SpanNames.Relay, Messages);
        Assert.All(relays, relay =>
        {
            // Each is in its own message's trace, though they travel side by side.
            var capture = Assert.Single(listening.MassTransit("outbox send"), span => span.SpanId == relay.ParentSpanId);
            var send = Assert.Single(listening.MassTransit("third send"), span => span.ParentSpanId == relay.SpanId);
            Assert.Equal((capture.TraceId, capture.TraceId), (relay.TraceId, send.TraceId));

            Assert.InRange(relay.StartTimeUtc, capture.StartTimeUtc - Rounding, capture.StartTimeUtc + capture.Duration);
            Assert.InRange(relay.StartTimeUtc + relay.Duration, send.StartTimeUtc + send.Duration, DateTime.MaxValue);

            var hop = hops.Single(one => one.TraceId == relay.TraceId.ToString());
            Assert.Equal(["relay", "send", "rabbitmq", "test.third", hop.MessageId.ToString(), hop.ConversationId.ToString(), "TracedDb", 1, "sent"],
                relay.Tags(TagNames.OperationName, TagNames.OperationType, TagNames.System, TagNames.Destination, TagNames.MessageId, TagNames.ConversationId, TagNames.Context,
                    TagNames.Attempt, TagNames.Outcome));
            Assert.Equal((ActivityKind.Internal, ActivityStatusCode.Unset), (relay.Kind, relay.Status));
        });
    }

    [Fact]
    public async Task Should_begin_when_it_is_due()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true);

        using (listening.BeginRequest())
            await bus.PublishAsync(new Reminder("17"), context => context.Delay = Soon);

        var relay = Assert.Single(await listening.WaitForAsync(SpanNames.Relay, 1));
        var capture = Assert.Single(listening.MassTransit("outbox send"));
        Assert.InRange(relay.StartTimeUtc, capture.StartTimeUtc + Soon - Rounding, capture.StartTimeUtc + capture.Duration + Soon);
        Assert.Equal((capture.SpanId, "sent"), (relay.ParentSpanId, relay.GetTagItem(TagNames.Outcome)));
    }

    [Fact]
    public async Task Should_be_a_span_for_each_attempt_and_say_when_it_is_parked()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true,
            outbox: options => (options.Relay.MaxAttempts, options.Relay.MinBackOff, options.Relay.PollInterval) = (2, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50)));

        using (listening.BeginRequest())
            await SendToNobodyAsync(bus);

        var relays = (await listening.WaitForAsync(SpanNames.Relay, 2)).OrderBy(span => span.Duration).ToList();
        var capture = Assert.Single(listening.MassTransit("outbox send"));
        Assert.Equal([(1, "deferred"), (2, "parked")], relays.Select(relay => ((int)relay.GetTagItem(TagNames.Attempt)!, (string)relay.GetTagItem(TagNames.Outcome)!)));
        Assert.All(relays, relay =>
        {
            Assert.Equal((capture.SpanId, ActivityStatusCode.Error), (relay.ParentSpanId, relay.Status));
            Assert.Equal([Nobody, typeof(MessageReturnedException).FullName], relay.Tags(TagNames.Destination, TagNames.ErrorType));
        });
    }

    [Fact]
    public async Task Should_say_what_became_of_it_in_a_lane()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true, outbox: options =>
        {
            (options.Relay.MaxAttempts, options.Relay.MinBackOff) = (2, TimeSpan.FromMilliseconds(50));
            (options.Lanes.Enabled, options.Lanes.WhenParked, options.Lanes.DivertTo) = (true, LanePolicy.Divert, new Uri("exchange:nobody-there-either"));
        });

        using (listening.BeginRequest())
            await SendToNobodyAsync(bus);

        var relays = (await listening.WaitForAsync(SpanNames.Relay, 3)).OrderBy(span => span.Duration).ToList();
        Assert.Equal([(Nobody, "deferred"), (Nobody, "diverted"), ("nobody-there-either", "parked")],
            relays.Select(relay => ((string)relay.GetTagItem(TagNames.Destination)!, (string)relay.GetTagItem(TagNames.Outcome)!)));
        Assert.Single(relays.Select(relay => relay.ParentSpanId).Distinct());
    }

    [Fact]
    public async Task Should_be_no_failure_where_nobody_subscribes()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true);

        using (listening.BeginRequest())
            await bus.PublishAsync(new Unheard("17"));

        var relay = Assert.Single(await listening.WaitForAsync(SpanNames.Relay, 1));
        Assert.Equal(["unrouted", null], relay.Tags(TagNames.Outcome, TagNames.ErrorType));
        Assert.Equal(ActivityStatusCode.Unset, relay.Status);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Should_say_that_it_comes_free_again_where_the_broker_does_not_answer(bool hasLanes)
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.InMemory, hasOutbox: true, outbox: options =>
        {
            (options.Relay.SendTimeout, options.Relay.MinBackOff, options.Relay.PollInterval) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
            options.Lanes.Enabled = hasLanes;
        });
        var broker = new SilentOnce();
        using var connected = bus.Services.GetRequiredService<IBus>().ConnectSendObserver(broker);

        await bus.DoAsync(async scope => await (await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new Uri("queue:OnThird"))).Send(new Third("17")));

        var relays = (await listening.WaitForAsync(SpanNames.Relay, 2)).OrderBy(span => span.Duration).ToList();
        Assert.Equal([("released", typeof(TimeoutException).FullName), ("sent", null)],
            relays.Select(relay => ((string?)relay.GetTagItem(TagNames.Outcome), (string?)relay.GetTagItem(TagNames.ErrorType))));

        // No attempt of the record's own is counted.
        Assert.All(relays, relay => Assert.Equal(1, relay.GetTagItem(TagNames.Attempt)));
    }

    [Fact]
    public async Task Should_be_no_span_where_the_trace_is_not_recorded()
    {
        using var listening = new Listening(ListeningKind.Unsampled);
        using var all = new ActivityListener { ShouldListenTo = source => source.Name == TelemetryNames.Outbox };
        var begun = 0;
        all.ActivityStarted = _ => Interlocked.Increment(ref begun);
        ActivitySource.AddActivityListener(all);
        await using var bus = await TracedBus.StartAsync(TransportKind.InMemory, hasOutbox: true);

        using (listening.BeginRequest())
            await bus.PublishAsync(new First("17"));

        await bus.Received.WaitForAsync<Hop>(3);
        Assert.Equal(0, begun);
    }

    private static Task SendToNobodyAsync(TracedBus bus) =>
        bus.DoAsync(async scope => await (await scope.GetRequiredService<ISendEndpointProvider>().GetSendEndpoint(new Uri($"exchange:{Nobody}"))).Send(new Third("17")));

    /// <summary>A broker that does not answer the first time.</summary>
    private sealed class SilentOnce : ISendObserver
    {
        private int _sent;

        public Task PreSend<T>(SendContext<T> context)
            where T : class => Interlocked.Increment(ref _sent) == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken) : Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
