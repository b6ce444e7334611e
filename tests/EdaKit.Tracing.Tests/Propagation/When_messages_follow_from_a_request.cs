using System.Diagnostics;
using EdaKit.Tracing.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EdaKit.Tracing.Tests.Propagation;

public sealed class When_messages_follow_from_a_request
{
    public static TheoryData<TransportKind, bool, ListeningKind> Everywhere { get; } = new(
        from transport in Enum.GetValues<TransportKind>()
        from hasOutbox in new[] { false, true }
        from listening in Enum.GetValues<ListeningKind>()
        select (transport, hasOutbox, listening));

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Should_all_be_in_its_trace(TransportKind transport, bool hasOutbox, ListeningKind kind)
    {
        using var listening = new Listening(kind);
        await using var bus = await TracedBus.StartAsync(transport, hasOutbox);

        string trace;
        using (var request = listening.BeginRequest())
        {
            trace = request.TraceId.ToString();
            await bus.PublishAsync(new First("17"));
        }

        var hops = await bus.Received.WaitForAsync<Hop>(3);
        Assert.Equal(["First", "Second", "Third"], hops.Select(hop => hop.Message));
        Assert.All(hops, hop =>
        {
            Assert.Equal((trace, kind == ListeningKind.Sampled, "vendor=1", "acme"), (hop.TraceId, hop.IsRecorded, hop.State, hop.Tenant));
            Assert.StartsWith($"00-{trace}-", hop.TraceParent, StringComparison.Ordinal);
            Assert.EndsWith(kind == ListeningKind.Sampled ? "-01" : "-00", hop.TraceParent, StringComparison.Ordinal);
        });
        Assert.Single(hops.Select(hop => hop.ConversationId).Distinct());
        Assert.Equal([null, hops[0].MessageId, hops[1].MessageId], hops.Select(hop => hop.CausationId));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Should_each_be_a_child_of_the_span_that_sent_it(bool hasOutbox)
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox);

        using (listening.BeginRequest())
            await bus.PublishAsync(new First("17"));

        var hops = await bus.Received.WaitForAsync<Hop>(3);
        await Eventually.IsAsync(3, () => Task.FromResult(Received().Count()));

        // traceparent names the very span that sent the message, as readers outside MassTransit expect.
        Assert.Equal(hops.Select(hop => hop.TraceParent!.Split('-')[2]).Order(), Received().Select(span => span.ParentSpanId.ToString()).Order());
        Assert.All(hops, hop => Assert.Contains(listening.Recorded, span => span.Kind == ActivityKind.Producer && span.SpanId.ToString() == hop.TraceParent!.Split('-')[2]));

        IEnumerable<Activity> Received() => listening.Recorded.Where(span => span.OperationName.EndsWith(" receive", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Should_be_in_its_trace_when_they_are_answers_and_faults(TransportKind transport, bool hasOutbox, ListeningKind kind)
    {
        using var listening = new Listening(kind);
        await using var bus = await TracedBus.StartAsync(transport, hasOutbox, bus: configurator => configurator.UseMessageRetry(retry => retry.Immediate(1)));

        string trace;
        using (var request = listening.BeginRequest())
        {
            trace = request.TraceId.ToString();
            await bus.DoAsync(async scope =>
            {
                var answer = await bus.Services.GetRequiredService<IBus>().CreateRequestClient<Ask>().GetResponse<Answer>(new Ask("17"), TestContext.Current.CancellationToken);
                Assert.StartsWith($"00-{trace}-", answer.Headers.Get<string>("traceparent"), StringComparison.Ordinal);
            });
            await bus.PublishAsync(new Broken("17"));
        }

        // The ask, two attempts, and the fault.
        var hops = await bus.Received.WaitForAsync<Hop>(4);
        Assert.Equal(["Ask", "Broken", "Broken", "Fault`1"], hops.Select(hop => hop.Message));
        Assert.All(hops, hop => Assert.Equal(trace, hop.TraceId));
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task Should_keep_what_the_application_sets(TransportKind transport, bool hasOutbox, ListeningKind kind)
    {
        const string Own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

        using var listening = new Listening(kind);
        await using var bus = await TracedBus.StartAsync(transport, hasOutbox);

        using (listening.BeginRequest())
            await bus.PublishAsync(new Third("17"), context => context.Headers.Set("traceparent", Own));

        // Where somebody listens, MassTransit's own header says in which trace its span begins.
        var hop = (await bus.Received.WaitForAsync<Hop>(1))[0];
        Assert.Equal(Own, hop.TraceParent);
        Assert.Equal(kind == ListeningKind.Nobody, hop.TraceId == "0af7651916cd43dd8448eb211c80319c");
    }

    [Fact]
    public async Task Should_have_no_trace_where_the_request_has_none()
    {
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true);

        await bus.PublishAsync(new Third("17"));

        Assert.Equal(("none", null), (await bus.Received.WaitForAsync<Hop>(1)) is [var hop] ? (hop.TraceId, hop.TraceParent) : default);
    }

    [Fact]
    public async Task Should_not_mind_a_trace_that_nobody_can_read()
    {
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: false);

        await bus.PublishAsync(new Third("17"), context =>
        {
            context.Headers.Set("traceparent", "what is this?");
            context.Headers.Set("baggage", "tenant=%zz;;,=,");
        });

        Assert.Equal("none", (await bus.Received.WaitForAsync<Hop>(1))[0].TraceId);
    }
}
