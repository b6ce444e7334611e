using System.Diagnostics;
using EdaKit.Telemetry;
using EdaKit.Tracing.Tests.Support;
using MassTransit;

namespace EdaKit.Tracing.Tests.Spans;

/// <summary>The span of the inbox.</summary>
public sealed class When_a_message_is_consumed
{
    [Theory, InlineData(TransportKind.InMemory, "in-memory"), InlineData(TransportKind.RabbitMq, "rabbitmq")]
    public async Task Should_be_a_span_around_consumer_and_commit(TransportKind transport, string system)
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(transport, hasOutbox: true);

        using (listening.BeginRequest())
            await bus.PublishAsync(new Second("17"));

        var hop = (await bus.Received.WaitForAsync<Hop>(2))[0];
        var inbox = (await listening.WaitForAsync(SpanNames.Inbox, 2))[0];

        // MassTransit's own spans are named as without an inbox.
        var consumer = Assert.Single(listening.MassTransit("OnSecond process"));
        Assert.Equal(inbox.SpanId, consumer.ParentSpanId);
        Assert.Equal(Assert.Single(listening.MassTransit("OnSecond receive")).SpanId, inbox.ParentSpanId);
        Assert.Equal(consumer.SpanId, Assert.Single(listening.MassTransit("outbox send"), span => span.ParentSpanId == consumer.SpanId).ParentSpanId);
        Assert.InRange(inbox.StartTimeUtc + inbox.Duration, consumer.StartTimeUtc + consumer.Duration, DateTime.MaxValue);

        Assert.Equal(["consume", "process", system, "OnSecond", hop.MessageId.ToString(), hop.ConversationId.ToString(), "TracedDb", "OnSecond/OnSecond/test.second", "consumed"],
            inbox.Tags(TagNames.OperationName, TagNames.OperationType, TagNames.System, TagNames.Destination, TagNames.MessageId, TagNames.ConversationId, TagNames.Context,
                TagNames.Consumer, TagNames.Outcome));
        Assert.Equal((ActivityKind.Internal, ActivityStatusCode.Unset), (inbox.Kind, inbox.Status));
    }

    [Fact]
    public async Task Should_say_that_it_is_a_duplicate()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true);
        var messageId = NewId.NextGuid();

        for (var i = 1; i <= 2; i++)
        {
            using (listening.BeginRequest())
                await bus.PublishAsync(new Third("17"), context => context.MessageId = messageId);
            await listening.WaitForAsync(SpanNames.Inbox, i);
        }

        var inboxes = await listening.WaitForAsync(SpanNames.Inbox, 2);
        Assert.Equal(["consumed", "duplicate"], inboxes.Select(inbox => inbox.GetTagItem(TagNames.Outcome)));
        Assert.All(inboxes, inbox => Assert.Equal((messageId.ToString(), ActivityStatusCode.Unset), (inbox.GetTagItem(TagNames.MessageId), inbox.Status)));
        Assert.Equal(inboxes[0].SpanId, Assert.Single(listening.MassTransit("OnThird process")).ParentSpanId);
    }

    [Fact]
    public async Task Should_say_why_it_failed_for_each_attempt()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true, bus: configurator => configurator.UseMessageRetry(retry => retry.Immediate(1)));

        using (listening.BeginRequest())
            await bus.PublishAsync(new Broken("17"));

        // Two attempts, and the fault.
        var inboxes = await listening.WaitForAsync(SpanNames.Inbox, 3);
        Assert.All(inboxes.Take(2), inbox =>
        {
            Assert.Equal((ActivityStatusCode.Error, "It always fails."), (inbox.Status, inbox.StatusDescription));
            Assert.Equal([typeof(InvalidOperationException).FullName, null], inbox.Tags(TagNames.ErrorType, TagNames.Outcome));
        });
        Assert.Equal("consumed", inboxes[2].GetTagItem(TagNames.Outcome));
    }

    [Fact]
    public async Task Should_be_one_span_for_a_batch_that_is_linked_to_all_its_messages()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await StartBatchAsync(batchOf: 2);
        var ids = new[] { NewId.NextGuid(), NewId.NextGuid() };

        for (var round = 1; round <= 2; round++)
        {
            foreach (var messageId in ids)
            {
                using (listening.BeginRequest())
                    await bus.PublishAsync(new Counted("17"), context => context.MessageId = messageId);
            }

            await listening.WaitForAsync(SpanNames.Inbox, round);
        }

        var inboxes = await listening.WaitForAsync(SpanNames.Inbox, 2);
        Assert.Equal([("consumed", 2, 0), ("duplicate", 2, 2)], inboxes.Select(inbox =>
            ((string)inbox.GetTagItem(TagNames.Outcome)!, (int)inbox.GetTagItem(TagNames.BatchCount)!, (int)inbox.GetTagItem(TagNames.BatchDuplicates)!)));
        Assert.Equal(2, Assert.Single(bus.Received.Of<Batched>()).Count);

        var sends = listening.MassTransit("test.counted send").ToDictionary(span => span.SpanId);
        Assert.All(inboxes, inbox => Assert.Equal(2, inbox.Links.Select(link => sends[link.Context.SpanId].TraceId).Distinct().Count()));
    }

    [Fact]
    public async Task Should_be_a_span_for_each_part_of_a_batch_that_is_split()
    {
        using var listening = new Listening(ListeningKind.Sampled);
        await using var bus = await StartBatchAsync(batchOf: 2);

        await bus.DoAsync(async _ =>
        {
            await bus.PublishAsync(new Counted("good"));
            await bus.PublishAsync(new Counted("bad"));
        });

        var inboxes = await listening.WaitForAsync(SpanNames.Inbox, 3);
        Assert.Equal([2, 1, 1], inboxes.Select(inbox => inbox.GetTagItem(TagNames.BatchCount)));
        Assert.Equal("consumed", Assert.Single(inboxes.Select(inbox => inbox.GetTagItem(TagNames.Outcome)).OfType<string>()));
        Assert.Equal(2, inboxes.Count(inbox => inbox.Status == ActivityStatusCode.Error && (string?)inbox.GetTagItem(TagNames.ErrorType) == typeof(FormatException).FullName));
    }

    private static Task<TracedBus> StartBatchAsync(int batchOf) => TracedBus.StartAsync(TransportKind.RabbitMq, hasOutbox: true, consumers: x =>
        x.AddConsumer<OnCounted>(consumer => consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(batchOf).SetTimeLimit(TimeSpan.FromSeconds(20)))));
}
